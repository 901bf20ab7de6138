import { randomInt } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { seedDemo } from "@/db/seed/seed-demo";
import { systemClock } from "@/lib/kernel/clock";
import type { Fact } from "@/lib/runtime/rebuild/arrange";
import { rebuild } from "@/lib/runtime/rebuild/rebuild";
import { openTestDatabase } from "../../support/database";
import { useProduct } from "../../support/product-process";
import { liveThroughEverything } from "./history";

const product = useProduct({ providerTimeoutMs: 1_500, poolSize: 12 });

beforeAll(async () => {
  await seedDemo(systemClock.now());
  await liveThroughEverything(product);
}, 60_000);

/** What the history above must have left rows in, so that "identical" says something. */
const LIVED = [
  "paylinks",
  "checkouts",
  "payments",
  "attempts",
  "captures",
  "refunds",
  "pos_sessions",
  "escrow_accounts",
  "escrow_releases",
  "disputes",
  "payouts",
  "payout_batches",
  "escrow_mirrors",
  "journals",
  "entries",
];

/** Every fact twice, in an order of chance; a run repeats by its seed. */
function shuffledAndDoubled(seed: number) {
  let state = seed;
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return (facts: readonly Fact[]) =>
    [...facts, ...facts]
      .map((fact) => ({ fact, place: chance() }))
      .sort((a, b) => a.place - b.place)
      .map(({ fact }) => fact);
}

async function rebuilt(arrive?: (facts: readonly Fact[]) => readonly Fact[]) {
  const target = await openTestDatabase();
  try {
    const wish = arrive === undefined ? {} : { arrive };
    return await rebuild({ sourceUrl: product.database.adminUrl, targetUrl: target.adminUrl, ...wish });
  } finally {
    await target.drop();
  }
}

it.each([1, 2, 3])("facts that arrive shuffled and twice make identical tables, time %i", async () => {
  const seed = randomInt(2 ** 31);
  const report = await rebuilt(shuffledAndDoubled(seed));
  expect(report.misfits, `seed ${seed}`).toEqual([]);
  expect(report.differences, `seed ${seed}`).toEqual([]);
  expect(report.steps).toBe(2 * report.facts);
  const empty = LIVED.filter((table) => report.rows[table] === 0);
  expect(empty).toEqual([]);
});

it("a fact that is missing, or that says something else, is seen: a misfit and rows that differ", async () => {
  const isSettled = ({ name }: Fact) => name === "settle_refund";
  const without = await rebuilt((facts) => facts.filter((fact) => !isSettled(fact)));
  expect(without.differences.map(({ table }) => table)).toContain("refunds");
  const altered = await rebuilt((facts) =>
    facts.map((fact) =>
      fact.name === "request_refund" ? { ...fact, args: { ...fact.args, payment_id: "pay_nobodys" } } : fact,
    ),
  );
  expect(altered.misfits.map(({ name }) => name)).toContain("request_refund");
});

it("only a fresh database is written into, and what is recorded stays recorded", async () => {
  const { adminUrl } = product.database;
  await expect(rebuild({ sourceUrl: adminUrl, targetUrl: adminUrl })).rejects.toThrow(/not fresh/);
  for (const change of [
    "update recorded_facts set name = 'x'",
    "delete from recorded_facts",
    "truncate recorded_facts",
  ]) {
    await expect(product.rows(change)).rejects.toMatchObject({ code: "VZ002" });
  }
});
