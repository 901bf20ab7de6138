import { beforeAll, describe, expect, it } from "vitest";
import { statements } from "@/db/client";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import type { CheckoutDto } from "@/lib/checkout/sessions/schemas";
import { followAttempt } from "@/lib/checkout/tries/follow-attempt";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import { CheckoutPayer, openCheckout } from "../support/checkout/factories-checkout";
import { makeContext } from "../support/context";
import { createMerchant, createProviderAccount, type TestMerchant } from "../support/factories";
import { expectInvariants } from "../support/invariants";
import { useProduct } from "../support/product-process";
import { type Dice, dice } from "./dice";
import { inLanes } from "./in-lanes";

/** `CHECKOUT_RUNS=10000 CHECKOUT_SEED=7 npm test -- simulation` runs more of them, or others. */
const RUNS = Number(process.env.CHECKOUT_RUNS ?? 120);
const SEED = Number(process.env.CHECKOUT_SEED ?? 1);
/** The guard forgets declined cards after a quarter of an hour; a batch later other payers come. */
const BATCH = 24;
const FORGOTTEN_SECONDS = 16 * 60;
/** A machine that does other work beside it is several times slower; a run that hangs is still found. */
const MILLISECONDS_A_THOUSAND = 1_200_000;

const product = useProduct({ providerTimeoutMs: 700, poolSize: 12 });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant({ cardEntry: "server_card_entry" });
  await createProviderAccount(merchant.id, { provider: "paywall", cardEntry: "server_card_entry" });
});

const EFFECTS = ["drop_before", "drop_after", "status", "html", "malformed", "empty"] as const;
/** Where something goes wrong: starts, charges and questions, each before and after its effect. */
const POINTS = [
  ["paynet", "transaction/tds_initial"],
  ["paynet", "transaction/tds_charge"],
  ["paynet", "transaction/check"],
  ["paywall", "payment/start3d"],
  ["paywall", "private/query"],
] as const;

async function breakSomething({ roll, pick }: Dice): Promise<void> {
  if (roll() > 0.6) return;
  const [provider, operation] = pick(POINTS);
  await product.sandbox.fault(operation, pick(EFFECTS), { provider, times: 1 + Math.floor(roll() * 2), status: 500 });
}

const CARDS = {
  paynet: { number: "4355 0843 5508 4358", password: "a" },
  paywall: { number: "5293 6012 3456 7896", password: "123456" },
} as const;

/** One visit to the bank: never reached, left before or after the password, a wrong one, the right one; back once or twice. */
async function visitBank(payer: CheckoutPayer, token: string, { roll, pick }: Dice): Promise<void> {
  const page = await payer.see(token);
  if (page.kind !== "redirecting") return;
  const way = pick(["whole", "whole", "whole", "wrong", "no_return", "away"] as const);
  if (way === "away") return;
  const { password } = page.providerUrl.includes("/paywall/") ? CARDS.paywall : CARDS.paynet;
  const arrival = await payer.throughBank(token, way === "wrong" ? "000000" : password).catch(() => undefined);
  if (arrival === undefined || way === "no_return") return;
  await payer.comeBack(arrival);
  if (roll() < 0.2) await payer.comeBack(arrival);
}

const checkouts: CheckoutDto[] = [];

async function followAll(checkout: CheckoutDto): Promise<void> {
  const { payment_id } = await getCheckout(makeContext(merchant), checkout.id);
  if (payment_id === null) return;
  const { attempts } = await getPayment(makeContext(merchant), payment_id);
  for (const { id } of attempts) await followAttempt({ merchantId: merchant.id, attemptId: id, clock: systemClock });
}

/** One payer: up to three presses of the button, each with its own card, way through the bank and misfortune. */
async function run(number: number): Promise<void> {
  const luck = dice(SEED * 100_003 + number);
  const checkout = await openCheckout(merchant, {
    amount: 10_000 + Math.floor(luck.roll() * 900) * 100 + (luck.roll() < 0.15 ? 51 : 0),
    ...(luck.roll() < 0.3 ? { provider: luck.pick(["paynet", "paywall"]) } : {}),
  });
  checkouts.push(checkout);
  const payer = new CheckoutPayer(checkout, `198.51.100.${number % 250}/${number}`);
  for (let press = 0; press < 3; press += 1) {
    await breakSomething(luck);
    const { number: card } = luck.pick([CARDS.paynet, CARDS.paywall]);
    const started = await payer.pay({ number: card });
    if (started.kind === "started") await visitBank(payer, started.path.slice("/pay/".length), luck);
    if (luck.roll() < 0.7) await followAll(checkout).catch(() => undefined);
    if (luck.roll() < 0.5) return;
  }
}

/** Until what was opened has an end; then the day after which a bank's page that nobody opened counts as none. */
const ROUNDS_SECONDS = [60, 60, 660, 660, 660, 660, 24 * 3_600, 660, 660, 660];

/** Everything that was asked is answered: the faults stop, time passes, every ladder is walked to its end. */
async function settle(): Promise<void> {
  await product.sandbox.clearFaults();
  for (const seconds of ROUNDS_SECONDS) {
    await product.advance(seconds);
    const due = await statements("vezne_system")<{ id: string }[]>`
      select id from attempts where merchant_id = ${merchant.id}
        and (next_check_at is not null or status in ('created', 'redirected', 'returned', 'charging', 'unknown'))`;
    if (due.length === 0) return;
    await inLanes(
      due.map(
        ({ id }) =>
          () =>
            followAttempt({ merchantId: merchant.id, attemptId: id, clock: systemClock }),
      ),
    );
  }
}

/** Money each provider took, by the reference of the try. */
async function takenAtProviders(): Promise<Map<string, number>> {
  const { paynet, paywall } = await product.sandbox.truth();
  const taken = new Map<string, number>();
  for (const row of paynet.transactions ?? []) {
    if (row.is_succeed === true && row.transaction_type === 1) taken.set(String(row.reference_no), Number(row.amount));
  }
  for (const row of paywall.transactions ?? []) {
    if (row.succeeded === true) taken.set(String(row.merchant_unique_code), Number(row.amount));
  }
  return taken;
}

describe(`${RUNS} payers with faults at every step`, () => {
  it(
    "nobody is charged twice, nobody is lost",
    async () => {
      for (let first = 0; first < RUNS; first += BATCH) {
        const size = Math.min(BATCH, RUNS - first);
        await inLanes(Array.from({ length: size }, (_unused, index) => () => run(first + index)));
        await product.advance(FORGOTTEN_SECONDS);
      }
      await settle();
      const rows = await product.rows<{ checkout: string; reference: string; charged: string | null; status: string }>(
        `select y.checkout_id as checkout, a.provider_reference as reference, y.amount_charged::text as charged, a.status
         from attempts a join payments y on y.merchant_id = a.merchant_id and y.id = a.payment_id where a.merchant_id = $1`,
        [merchant.id],
      );
      const taken = await takenAtProviders();
      const ours = rows.filter(({ reference }) => taken.has(reference));
      const told = { runs: RUNS, tries: rows.length, taken: ours.length };
      process.stdout.write(`checkout runs: ${JSON.stringify(told)}\n`);
      expect(ours.length).toBeGreaterThan(RUNS / 10);
      // Nobody twice: at most one taking a checkout, at the providers themselves.
      const checkoutsTaken = ours.map(({ checkout }) => checkout);
      expect(checkoutsTaken.filter((id, index) => checkoutsTaken.indexOf(id) !== index)).toEqual([]);
      // Nobody lost: what a provider took is booked with its sum, and nothing is booked that none took.
      expect(
        ours.filter((row) => row.status !== "captured" || Number(row.charged) !== taken.get(row.reference)),
      ).toEqual([]);
      expect(rows.filter((row) => row.status === "captured" && !taken.has(row.reference))).toEqual([]);
      // Nothing stays open once everybody was asked.
      const open = ["created", "redirected", "returned", "charging", "unknown"];
      expect(rows.filter(({ status }) => open.includes(status))).toEqual([]);
      await expectInvariants(product);
    },
    Math.max(120_000, (RUNS / 1_000) * MILLISECONDS_A_THOUSAND),
  );
});
