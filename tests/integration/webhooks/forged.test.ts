import { createHash, randomInt } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { deactivatePaylink } from "@/lib/paylinks/deactivate-paylink";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { sweepAccount } from "@/lib/payments/sweep-account";
import { makeContext } from "../../support/context";
import { createMerchant, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { atProvider, capabilityOf, createLink, PayerBrowser } from "../../support/factories-paylink";
import { expectInvariants } from "../../support/invariants";
import { useProduct } from "../../support/product-process";
import { accountCapability, TAKEN } from "./deliveries";
import { type Forgery, forgeries, type Known } from "./forged-notifications";
import { useSinkProcesses } from "./http/sink-processes";

process.env.WEBHOOK_RATE = "100000";
const SEED = Number(process.env.FORGE_SEED ?? randomInt(2 ** 31));
const COUNT = Number(process.env.FORGE_COUNT ?? 2_000);
const AT_ONCE = 24;
const SECONDS = 1_000;

const product = useProduct({ checksInvariants: false });
const sinks = useSinkProcesses();
let mine: TestMerchant;
let other: TestMerchant;
let all: { merchant: TestMerchant; link: PaylinkDto }[] = [];
let web: string[] = [];

type Way = "open" | "handed over" | "paid unheard" | "paid" | "declined" | "closed" | "paid twice open";
const WAYS: Way[] = ["open", "handed over", "paid unheard", "paid", "declined", "closed", "paid twice open"];

const follow = (merchant: TestMerchant, link: PaylinkDto) =>
  followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });

async function live(merchant: TestMerchant, way: Way): Promise<void> {
  const link = await createLink(merchant, way === "paid twice open" ? { max_uses: 3 } : {});
  const pay = (how = {}) => product.sandbox.pay(link.provider_id ?? "", how);
  if (way === "handed over") await new PayerBrowser().goToPayment(link);
  if (way === "closed") await deactivatePaylink(makeContext(merchant), { id: link.id });
  if (way === "declined") await pay({ otp: "wrong" });
  if (way === "paid" || way === "paid unheard" || way === "paid twice open") await pay();
  if (way === "paid twice open") await pay();
  if (way !== "paid unheard" && way !== "open") await follow(merchant, link);
  all.push({ merchant, link });
}

/** A genuine notification of a link, as docs/providers/paynet.md (confirmation_url) shows it. */
const genuine = ({ provider_reference, amount }: PaylinkDto) => ({
  referance_no: provider_reference,
  xact_date: "2026-11-22T10:00:00",
  agent_id: "2044",
  bank_id: "AXSS",
  instalment: 0,
  card_number: "435508******4358",
  amount: amount / 100,
  netAmount: (amount * 0.98) / 100,
  comission: (amount * 0.02) / 100,
  comission_tax: 0,
  currency: "TRY",
  authorization_code: "123456",
  order_id: "order",
  is_succeed: true,
});

async function known(): Promise<Known> {
  const bodies = all.map(({ link }) => genuine(link));
  const transactions = (
    await Promise.all(all.map(({ link }) => product.sandbox.transactionsOf(link.provider_reference)))
  )
    .flat()
    .map(({ xact_id }) => xact_id);
  const capabilities = [accountCapability(mine), accountCapability(other)];
  for (const { link } of all)
    capabilities.push(capabilityOf((await atProvider(product.sandbox, link)).confirmation_url));
  return { bodies, transactions, capabilities, references: all.map(({ link }) => link.provider_reference) };
}

/** Every figure about money that both merchants have. */
const moneyNow = () =>
  product.rows(
    `select 'journal' as what, j.id, j.kind as status, sum(abs(e.amount))::text as amount from journals j
       join entries e on e.merchant_id = j.merchant_id and e.journal_id = j.id group by j.id, j.kind
     union all select 'payment', id, status, coalesce(amount_charged, 0)::text from payments
     union all select 'link', id, status, amount_paid::text from paylinks order by 1, 2`,
  );

type Told = { digest: string; status: number };

async function postAll(sent: Forgery[]): Promise<Told[]> {
  const told: Told[] = [];
  const queue = sent.flatMap((one) => Array.from({ length: one.times }, () => one));
  let next = 0;
  const post = async () => {
    for (let index = next++; index < queue.length; index = next++) {
      const { segment, body, headers } = queue[index] as Forgery;
      const answer = await fetch(`${web[index % web.length]}/api/webhooks/paynet-callback/${segment}`, {
        method: "POST",
        body,
        headers,
        redirect: "manual",
      });
      await answer.arrayBuffer();
      told.push({ digest: createHash("sha256").update(body).digest("hex"), status: answer.status });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, post));
  return told;
}

/** What was answered 2xx is in the inbox, as often as it was answered (invariant I11). */
async function expectAllKept(told: Told[]): Promise<void> {
  const counts = new Map<string, number>();
  for (const { digest, status } of told) if (status === 200) counts.set(digest, (counts.get(digest) ?? 0) + 1);
  const rows = await product.rows<{ body_sha256: string; deliveries: number }>(
    "select body_sha256, sum(deliveries)::int as deliveries from provider_events where source = 'webhook' group by 1",
  );
  const inbox = new Map(rows.map((row) => [row.body_sha256, row.deliveries]));
  expect([...counts].filter(([digest, count]) => (inbox.get(digest) ?? 0) < count)).toEqual([]);
}

/** Runs every question that was queued, several at once as workers do, then the accounts' lists. */
async function settle(): Promise<void> {
  const jobs = await product.rows<{ data: { merchantId: string; paylinkId: string; eventId?: string } }>(
    `select data from (select data, row_number() over (partition by singleton_key order by id) as turn from pgboss.job
       where name = 'follow-paylink') jobs where turn <= 6`,
  );
  const work = jobs.map(({ data }) => data);
  const run = async () => {
    for (let job = work.pop(); job; job = work.pop()) await followPaylink({ ...job, clock: systemClock });
  };
  await Promise.all([run(), run(), run(), run()]);
  for (const { merchant, link } of all) await follow(merchant, link);
  for (const { id, accountId } of [mine, other]) await sweepAccount(id, accountId, systemClock);
}

/** What each link took: by the provider's own records, and by ours. */
async function bothTruths() {
  const provider: Record<string, string[]> = {};
  const ours: Record<string, string[]> = {};
  for (const { merchant, link } of all) {
    const rows = (await product.sandbox.transactionsOf(link.provider_reference)).filter((row) => row.is_succeed);
    provider[link.id] = rows.map((row) => `${row.xact_id} ${row.amount} ${row.net} ${merchant.id}`).sort();
    const booked = await product.rows<{ line: string }>(
      `select a.provider_transaction_id || ' ' || p.amount_charged || ' ' || p.net || ' ' || p.merchant_id as line
       from payments p join attempts a on a.merchant_id = p.merchant_id and a.payment_id = p.id and a.status = 'captured'
       where p.paylink_id = $1 and p.paid_at is not null`,
      [link.id],
    );
    ours[link.id] = booked.map(({ line }) => line).sort();
  }
  return { provider, ours };
}

beforeAll(async () => {
  mine = await createMerchant();
  other = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
  for (const way of WAYS) {
    await live(mine, way);
    await live(other, way);
  }
  all = [...all];
  web = await Promise.all([sinks.start(), sinks.start()]);
});

describe(`forged, changed, replayed and doubled notifications (FORGE_SEED=${SEED})`, () => {
  it("move no money; what the provider says is what is booked, and every 200 is in the inbox", async () => {
    const again = `repeat with FORGE_SEED=${SEED} FORGE_COUNT=${COUNT} node_modules/.bin/node node_modules/vitest/vitest.mjs run --config tests/vitest.config.ts --project integration tests/integration/webhooks/forged.test.ts`;
    try {
      const before = await moneyNow();
      const nowSeconds = Math.floor(systemClock.now().getTime() / SECONDS);
      const told = await postAll(forgeries(await known(), COUNT, SEED, nowSeconds));
      expect(told.filter(({ status }) => ![200, 401, 429].includes(status))).toEqual([]);
      expect(told.filter(({ status }) => status === 200).length).toBeGreaterThan(COUNT / 2);
      expect(await moneyNow()).toEqual(before);
      await expectAllKept(told);
      await settle();
      const { provider, ours } = await bothTruths();
      expect(ours).toEqual(provider);
      expect(Object.values(ours).flat().length).toBe(2 * 4);
      await expectInvariants(product);
    } catch (cause) {
      throw new Error(`${again}\n${String(cause)}`, { cause });
    }
  }, 120_000);

  it("end when the provider has known nothing for twenty minutes, and are asked again when told again", async () => {
    const [open] = all;
    if (!open) throw new Error("no link");
    const segment = capabilityOf((await atProvider(product.sandbox, open.link)).confirmation_url);
    const body = JSON.stringify({ ...genuine(open.link), told: "twice" });
    const tell = () => fetch(`${web[0]}/api/webhooks/paynet-callback/${segment}`, { method: "POST", body });
    const statuses = () =>
      product.rows(
        `select status, count(*)::int > 0 as some from provider_events where subject_id = $1 and ${TAKEN} group by 1`,
        [open.link.id],
      );
    await tell();
    expect(await statuses()).toEqual([{ status: "received", some: true }]);
    for (const minutes of [1, 10, 10, 1]) {
      await product.advance(minutes * 60);
      await follow(open.merchant, open.link);
    }
    expect(await statuses()).toEqual([{ status: "rejected", some: true }]);
    await tell();
    const [again] = await product.rows("select status, deliveries from provider_events where body = $1", [body]);
    expect(again).toEqual({ status: "received", deliveries: 2 });
  });
});
