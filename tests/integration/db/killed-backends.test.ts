import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { isDatabaseAway } from "@/db/database-away";
import { branches } from "@/db/schema/merchants";
import { transact } from "@/db/tenancy";
import { systemClock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { expectInvariants } from "../../support/invariants";
import { killBackendsUntil } from "../../support/kill-backends-until";
import { useProduct } from "../../support/product-process";

const LOAD_MS = 8_000;
const HUNG_MS = 5_000;
const LANES = 4;

const product = useProduct({ poolSize: 4, checksInvariants: false });
let merchant: TestMerchant;
let link: PaylinkDto;

beforeAll(async () => {
  merchant = await createMerchant();
  link = await createLink(merchant, { max_uses: 100_000 });
});

type Tally = { acknowledged: string[]; strange: unknown[]; hung: number };
const emptyTally = (): Tally => ({ acknowledged: [], strange: [], hung: 0 });

/** Runs the work over and over until the end; a piece that takes longer than a request may is counted as hung. */
async function lane(until: number, tally: Tally, work: () => Promise<string>): Promise<void> {
  while (performance.now() < until) {
    const startedMs = performance.now();
    try {
      tally.acknowledged.push(await work());
    } catch (cause) {
      if (!isDatabaseAway(cause)) tally.strange.push(cause);
    }
    if (performance.now() - startedMs > HUNG_MS) tally.hung += 1;
  }
}

async function bookOnce(): Promise<string> {
  const transaction = transactionOf(link);
  const result = await book(merchant, link, transaction);
  if (result.kind !== "booked") throw new Error("not booked");
  return transaction.transactionId;
}

/** Two rows that belong together: half of them must never be seen. */
async function writePair(): Promise<string> {
  const id = newId("branch", systemClock.now());
  const row = { merchantId: merchant.id, name: "pair", createdAt: systemClock.now() };
  await transact(merchant.id, async (tx) => {
    await tx.insert(branches).values({ ...row, id });
    await tx.execute(sql`select pg_sleep(0.005)`);
    await tx.insert(branches).values({ ...row, id: `${id}_b` });
    await tx.update(branches).set({ name: "whole" }).where(eq(branches.id, id));
  });
  return id;
}

describe("backends killed at random under load", () => {
  it("no unbalanced journal, every acknowledged write present, none half there, nothing hangs", async () => {
    const until = performance.now() + LOAD_MS;
    const bookings = emptyTally();
    const pairs = emptyTally();
    const [killed] = await Promise.all([
      killBackendsUntil(product, until),
      ...Array.from({ length: LANES }, () => lane(until, bookings, bookOnce)),
      ...Array.from({ length: LANES }, () => lane(until, pairs, writePair)),
    ]);
    expect(killed).toBeGreaterThan(30);
    expect(bookings.acknowledged.length).toBeGreaterThan(50);
    expect(pairs.acknowledged.length).toBeGreaterThan(50);
    expect([bookings.hung, pairs.hung]).toEqual([0, 0]);
    // Whoever was refused hears "not now, nothing was done", never an error of ours.
    expect([...bookings.strange, ...pairs.strange]).toEqual([]);

    const captured = await product.rows<{ id: string }>(
      "select provider_transaction_id as id from attempts where status = 'captured'",
    );
    const booked = new Set(captured.map(({ id }) => id));
    expect(bookings.acknowledged.filter((id) => !booked.has(id))).toEqual([]);
    const rows = await product.rows<{ id: string }>("select id from branches");
    const present = new Set(rows.map(({ id }) => id));
    expect(pairs.acknowledged.filter((id) => !present.has(id) || !present.has(`${id}_b`))).toEqual([]);
    expect([...present].filter((id) => !present.has(id.endsWith("_b") ? id.slice(0, -2) : `${id}_b`))).toEqual([]);
    await expectInvariants(product, { settled: true });
  });

  it("the product serves again at once afterwards", async () => {
    await product.rows(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name <> 'test'",
    );
    await expect(bookOnce()).resolves.toMatch(/^xk_/);
  });
});
