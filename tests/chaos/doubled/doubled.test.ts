import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventuallyPasses } from "../../support/eventually-passes";
import { expectInvariants } from "../../support/invariants";
import { openPair, type Pair } from "./open-pair";
import { type Sold, sellUntil } from "./sell";
import { findTools } from "./tools";

/** So many that it ends in a minute; `PAYMENTS_A_SECOND=20 npm test -- chaos` needs two cores that do nothing else. */
const A_SECOND = Number(process.env.PAYMENTS_A_SECOND ?? 5);
const SECONDS_AFTER = 3;
const CAPTURED_MS = 120_000;

const tools = findTools();
let pair: Pair;

/** Every sale that was answered is there and paid, on the database that is the primary now. */
async function expectAllCaptured(sold: Sold, where: "primary" | "standby"): Promise<void> {
  const named = `'{${sold.made.filter((id) => !sold.lost.includes(id)).join(",")}}'::text[]`;
  await eventuallyPasses(async () => {
    const [row] = await pair.postgres.ask<{ missing: number; unpaid: number }>(
      where,
      `select count(*) filter (where l.id is null)::int as missing,
         count(*) filter (where p.id is null)::int as unpaid
       from unnest(${named}) wanted(id) left join paylinks l on l.id = wanted.id
       left join payments p on p.paylink_id = l.id and p.status = 'captured'`,
    );
    expect(row).toEqual({ missing: 0, unpaid: 0 });
  }, CAPTURED_MS);
}

/** Each notification that was answered 200 stands in the inbox. */
async function expectNothingDropped(where: "primary" | "standby"): Promise<void> {
  const answer = await fetch(`${pair.sandboxUrl}/_control/state`);
  const { paynet } = (await answer.json()) as {
    paynet: { webhooks: { xact_id: string; status: string; body: string }[] };
  };
  const told = paynet.webhooks.filter(({ status }) => status === "delivered").length;
  const [row] = await pair.postgres.ask<{ heard: number }>(
    where,
    "select sum(deliveries)::int as heard from provider_events where source = 'webhook'",
  );
  expect(told).toBeGreaterThan(0);
  expect(row?.heard ?? 0).toBeGreaterThanOrEqual(told);
}

const invariants = (where: "primary" | "standby") =>
  expectInvariants({ rows: (text: string) => pair.postgres.ask(where, text) } as Parameters<
    typeof expectInvariants
  >[0]);

describe.skipIf(tools === undefined)("two of everything, where haproxy and a second Postgres are installed", () => {
  beforeAll(async () => {
    if (tools) pair = await openPair(tools);
  }, 300_000);
  afterAll(() => pair?.close(), 60_000);

  it(`a rolling restart at ${A_SECOND} payments a second fails none`, async () => {
    let isOver = false;
    const selling = sellUntil(pair, A_SECOND, "rolling", () => isOver);
    for (const part of ["web", "worker"] as const) for (const index of [0, 1]) await pair.restart(part, index);
    isOver = true;
    const sold = await selling;
    process.stdout.write(`rolling restart: ${JSON.stringify({ ...sold, made: sold.made.length })}\n`);
    expect(sold.made).toHaveLength(sold.asked);
    expect({ broken: sold.broken, lost: sold.lost }).toEqual({ broken: {}, lost: [] });
    await expectAllCaptured(sold, "primary");
    await expectNothingDropped("primary");
    await invariants("primary");
  });

  it("the primary is lost and its replica promoted under load: nothing that was answered is lost", async () => {
    let isOver = false;
    const start = performance.now();
    const selling = sellUntil(pair, A_SECOND, "promoted", () => isOver);
    await eventuallyPasses(() => expect(performance.now() - start).toBeGreaterThan(SECONDS_AFTER * 1_000));
    const lostAt = performance.now();
    pair.postgres.losePrimary();
    await pair.postgres.promote();
    const promotedAt = performance.now();
    await eventuallyPasses(() => expect(performance.now() - promotedAt).toBeGreaterThan(SECONDS_AFTER * 1_000), 20_000);
    isOver = true;
    const sold = await selling;
    const told = { ...sold, made: sold.made.length, promotedAfterMs: Math.round(promotedAt - lostAt) };
    process.stdout.write(`promotion: ${JSON.stringify(told)}\n`);
    expect(sold.made).toHaveLength(sold.asked);
    await expectAllCaptured(sold, "standby");
    await expectNothingDropped("standby");
    await invariants("standby");
  });
});
