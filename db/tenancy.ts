import { AsyncLocalStorage } from "node:async_hooks";
import { type NodePgDatabase, NodePgSession, NodePgTransaction } from "drizzle-orm/node-postgres";
import { PgDialect } from "drizzle-orm/pg-core";
import type { PoolClient } from "pg";
import { transactionPool } from "./client";

export type Tx = Parameters<Parameters<NodePgDatabase["transaction"]>[0]>[0];

const openTransaction = new AsyncLocalStorage<true>();

/** @throws Error when called inside a transaction: a slow provider must never hold a row lock */
export function assertOutsideTransaction(what: string): void {
  if (openTransaction.getStore()) throw new Error(`${what} was called while a transaction is open`);
}

const dialect = new PgDialect();

/** Drizzle's transaction on a connection whose `begin` we sent ourselves. */
function begun(client: PoolClient): Tx {
  return new NodePgTransaction(dialect, new NodePgSession(client, dialect, undefined), undefined);
}

/**
 * Opens the transaction and names its tenant in one round trip; every read of a page pays it. Drizzle's own pool
 * transaction also sends `begin` outside its try: a backend lost there would never free its place.
 */
async function inTransaction<T>(
  merchantId: string,
  accessMode: "read only" | "read write",
  work: (tx: Tx) => Promise<T>,
) {
  const client = await transactionPool().connect();
  let isBroken = false;
  try {
    return await openTransaction.run(true, async () => {
      const tenant = client.escapeLiteral(merchantId);
      await client.query(`begin ${accessMode}; select set_config('app.merchant_id', ${tenant}, true)`);
      const result = await work(begun(client));
      // After an error that `work` kept to itself Postgres answers a commit with ROLLBACK, and no error.
      const { command } = await client.query("commit");
      if (command !== "COMMIT") throw new Error("the transaction was undone: one of its statements had failed");
      return result;
    });
  } catch (cause) {
    // What cannot even be rolled back must not be lent again.
    await client.query("rollback").catch(() => {
      isBroken = true;
    });
    throw cause;
  } finally {
    client.release(isBroken);
  }
}

/** Reads of one merchant: a read-only transaction whose tenant is set, so row-level security answers for it alone. */
export function withMerchant<T>(merchantId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(merchantId, "read only", work);
}

/** Writes of one merchant that are not money commands (those are single statements in db/functions). */
export function transact<T>(merchantId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(merchantId, "read write", work);
}

/** A part of a transaction that may fail alone: what it did is taken back, and the rest goes on. */
export function withSavepoint<T>(tx: Tx, work: (inner: Tx) => Promise<T>): Promise<T> {
  return tx.transaction(work);
}
