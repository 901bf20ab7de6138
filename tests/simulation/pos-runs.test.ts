import { beforeAll, describe, expect, it } from "vitest";
import { statements } from "@/db/client";
import { systemClock } from "@/lib/kernel/clock";
import { followPos } from "@/lib/pos/sales/follow-pos";
import { startPosSale } from "@/lib/pos/sales/start-sale";
import { answerForPosSale, cancelPosSale } from "@/lib/pos/steps/decide-sale";
import { makeContext } from "../support/context";
import { createMerchant, type TestMerchant } from "../support/factories";
import { expectInvariants } from "../support/invariants";
import { useProduct } from "../support/product-process";
import { type Dice, dice } from "./dice";
import { inLanes } from "./in-lanes";

/** `POS_RUNS=5000 POS_SEED=7 npm test -- simulation` runs more of them, or others. */
const RUNS = Number(process.env.POS_RUNS ?? 30);
const SEED = Number(process.env.POS_SEED ?? 1);
const MILLISECONDS_A_THOUSAND = 600_000;

const product = useProduct({ providerTimeoutMs: 700, poolSize: 12 });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const owner = () => makeContext(merchant);

const EFFECTS = ["drop_before", "drop_after", "status", "html", "malformed", "empty"] as const;
/** Where something goes wrong, before and after its effect. */
const POINTS = ["agent/get_auth_key", "softpos/init_sale_transaction", "softpos/check_transaction"] as const;

async function breakSomething({ roll, pick }: Dice): Promise<void> {
  if (roll() > 0.5) return;
  await product.sandbox.fault(pick(POINTS), pick(EFFECTS), { times: 1 + Math.floor(roll() * 2), status: 500 });
}

const ask = (sessionId: string) => followPos({ merchantId: merchant.id, sessionId, clock: systemClock });

/** What happens on the phone, if the try reached one: at the provider it may be there although we were never told. */
async function usePhone(reference: string, { roll, pick }: Dice): Promise<void> {
  const { paynet } = await product.sandbox.truth();
  const session = paynet.pos?.find((row) => row.reference_no === reference);
  if (session === undefined) return;
  for (let tap = 0; tap < 3; tap += 1) {
    const action = pick(["approve", "approve", "decline", "abandon", "lose_callback", "late_success", "open"] as const);
    // A phone that is over refuses; that is its answer, not a failure of the run.
    await product.sandbox.pos(String(session.payment_session_id), action).catch(() => undefined);
    if (roll() < 0.6) return;
  }
}

/** What the cashier does meanwhile: waits, gives up, or says what was seen. */
async function useTill(sessionId: string, { pick }: Dice): Promise<void> {
  const done = pick(["wait", "wait", "ask", "cancel", "slip_paid", "no_slip"] as const);
  const step =
    done === "ask"
      ? ask(sessionId)
      : done === "cancel"
        ? cancelPosSale(owner(), { id: sessionId })
        : done === "wait"
          ? undefined
          : answerForPosSale(owner(), { id: sessionId, answer: done });
  // A step that its state does not allow is refused; the next one may be.
  await step?.catch(() => undefined);
}

/** One sale: up to three tries on one till, each with its own misfortune. */
async function run(number: number): Promise<void> {
  const luck = dice(SEED * 100_003 + number);
  const amount = 10_000 + Math.floor(luck.roll() * 900) * 100 + (luck.roll() < 0.15 ? 51 : 0);
  let paymentId: string | undefined;
  for (let tries = 0; tries < 3; tries += 1) {
    await breakSomething(luck);
    const session = await startPosSale(owner(), {
      amount,
      agent_id: "2044",
      user_id: `kasa${number}`,
      ...(paymentId === undefined ? {} : { payment_id: paymentId }),
    }).catch(() => undefined);
    // Refused: the sale is paid, or a try of it is open. Nobody begins another.
    if (session === undefined) return;
    paymentId = session.payment_id;
    const parts = [() => usePhone(session.provider_reference, luck), () => useTill(session.id, luck)];
    for (const part of luck.roll() < 0.5 ? parts : parts.reverse()) await part();
    if (luck.roll() < 0.7) await ask(session.id).catch(() => undefined);
    if (luck.roll() < 0.5) return;
  }
}

/** Until the provider was silent long enough about everything that is open. */
const ROUNDS_SECONDS = [60, 900, 660, 660, 660, 660, 3_600];
const OPEN = ["authorising", "ready", "initiated", "opened", "verifying", "unknown", "cancelled"];

async function settle(): Promise<void> {
  await product.sandbox.clearFaults();
  for (const seconds of ROUNDS_SECONDS) {
    await product.advance(seconds);
    const due = await statements("vezne_system")<{ id: string }[]>`
      select id from pos_sessions where merchant_id = ${merchant.id} and status not in ('succeeded', 'late_success', 'closed')`;
    await inLanes(
      due.map(
        ({ id }) =>
          () =>
            ask(id),
      ),
    );
  }
}

type Row = { sale: string; reference: string; status: string; charged: string | null; review: string | null };

describe(`${RUNS} sales on phones with faults at every step`, () => {
  it(
    "what a phone took is booked, once, with its sum; what came twice waits for a person",
    async () => {
      await inLanes(Array.from({ length: RUNS }, (_unused, index) => () => run(index)));
      await settle();
      const rows = await product.rows<Row>(
        `select s.payment_id as sale, s.provider_reference as reference, s.status, y.amount_charged::text as charged, y.review
         from pos_sessions s left join attempts a on a.merchant_id = s.merchant_id and a.provider_reference = s.provider_reference and a.status = 'captured'
         left join payments y on y.merchant_id = a.merchant_id and y.id = a.payment_id where s.merchant_id = $1`,
        [merchant.id],
      );
      const { paynet } = await product.sandbox.truth();
      const taken = new Map(
        (paynet.transactions ?? [])
          .filter((row) => row.is_succeed === true && row.transaction_type === 1)
          .map((row) => [String(row.reference_no), Number(row.amount)] as const),
      );
      const ours = rows.filter(({ reference }) => taken.has(reference));
      process.stdout.write(`pos runs: ${JSON.stringify({ runs: RUNS, tries: rows.length, taken: ours.length })}\n`);
      expect(ours.length).toBeGreaterThan(RUNS / 10);
      // Nobody lost: what the provider took is booked with its sum, and nothing is booked that it did not take.
      expect(ours.filter((row) => Number(row.charged) !== taken.get(row.reference))).toEqual([]);
      expect(rows.filter(({ charged, reference }) => charged !== null && !taken.has(reference))).toEqual([]);
      // A second sum of a sale exists only because a person began another try; each is shown to one.
      const first = new Set<string>();
      const unseen = ours.filter(({ sale, review }) => {
        const isFirst = !first.has(sale) && review !== "duplicate";
        if (isFirst) first.add(sale);
        return !isFirst && review !== "duplicate";
      });
      expect(unseen).toEqual([]);
      expect(rows.filter(({ status }) => OPEN.includes(status))).toEqual([]);
      // No start went out twice.
      const starts = await product.sandbox.calls("softpos/init_sale_transaction");
      const sent = starts.map(({ body }) => String(body.reference_no));
      expect(sent.filter((reference, index) => sent.indexOf(reference) !== index)).toEqual([]);
      await expectInvariants(product);
    },
    Math.max(120_000, (RUNS / 1_000) * MILLISECONDS_A_THOUSAND),
  );
});
