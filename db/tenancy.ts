import { AsyncLocalStorage } from "node:async_hooks";
import { sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { transactionPool } from "./client";

export type Tx = Parameters<Parameters<NodePgDatabase["transaction"]>[0]>[0];

const openTransaction = new AsyncLocalStorage<true>();

/** @throws Error when called inside a transaction: a slow provider must never hold a row lock */
export function assertOutsideTransaction(what: string): void {
  if (openTransaction.getStore()) throw new Error(`${what} was called while a transaction is open`);
}

/** Drizzle's own pool transaction sends `begin` outside its try: a backend lost there would never free its place. */
async function inTransaction<T>(
  merchantId: string,
  accessMode: "read only" | "read write",
  work: (tx: Tx) => Promise<T>,
) {
  const client = await transactionPool().connect();
  try {
    return await openTransaction.run(true, () =>
      drizzle(client).transaction(
        async (tx) => {
          await tx.execute(sql`select set_config('app.merchant_id', ${merchantId}, true)`);
          return work(tx);
        },
        { accessMode },
      ),
    );
  } finally {
    client.release();
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
