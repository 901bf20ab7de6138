import { beforeAll, describe, expect, it } from "vitest";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import { followAttempt } from "@/lib/checkout/tries/follow-attempt";
import { sweepDue } from "@/lib/jobs/sweep-due.system";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import { CheckoutPayer, openCheckout } from "../../../support/checkout/factories-checkout";
import { makeContext } from "../../../support/context";
import { createMerchant, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";

const product = useProduct({ providerTimeoutMs: 1_500 });
const PROVIDERS = ["paynet", "paywall"] as const;
type Provider = (typeof PROVIDERS)[number];
const CARDS = {
  paynet: { number: "4355084355084358", password: "a" },
  paywall: { number: "5293601234567896", password: "123456" },
};
const HOUR = 3_600;
const DECLINED = 100_051;
const shops = new Map<Provider, TestMerchant>();

beforeAll(async () => {
  for (const provider of PROVIDERS) {
    shops.set(provider, await createMerchant({ provider, cardEntry: "server_card_entry" }));
  }
});

type Row = { kept_at: Date | null; deleted_at: Date | null; sealed_card: string | null };
const rowOf = async (attemptId: string) =>
  (await product.rows<Row>("select * from stored_cards where attempt_id = $1", [attemptId]))[0];

/** Takes the questions queued about a try since the last look, and answers them as the worker would. */
async function work(merchant: TestMerchant, attemptId: string): Promise<number> {
  await sweepDue();
  const jobs = await product.rows(
    "delete from pgboss.job where name = 'follow-attempt' and singleton_key = $1 returning id",
    [attemptId],
  );
  for (const _job of jobs) await followAttempt({ merchantId: merchant.id, attemptId, clock: systemClock });
  return jobs.length;
}

/** Paid with the wish that the card be kept; what the return queued is done too. */
async function pay(provider: Provider, amount?: number) {
  const merchant = shops.get(provider);
  if (!merchant) throw new Error("no such shop");
  const checkout = await openCheckout(merchant, amount === undefined ? {} : { amount });
  const payer = new CheckoutPayer(checkout);
  const { number, password } = CARDS[provider];
  const token = await payer.start({ number, saveCard: "on" });
  await payer.comeBack(await payer.throughBank(token, password));
  const { payment_id } = await getCheckout(makeContext(merchant), checkout.id);
  const payment = () => getPayment(makeContext(merchant), payment_id ?? "");
  const attemptId = (await payment()).attempts[0]?.id ?? "";
  await followAttempt({ merchantId: merchant.id, attemptId, clock: systemClock });
  await product.rows("delete from pgboss.job where singleton_key = $1", [attemptId]);
  const offered = async () => {
    const page = await payer.at(await openCheckout(merchant)).see();
    return page.kind === "checkout" ? page.storedCards.length : -1;
  };
  return { merchant, attemptId, payment, offered, work: () => work(merchant, attemptId) };
}

/** As a process leaves it that dies after the money was booked and before the card is written down. */
const dieBeforeTheCard = (attemptId: string) =>
  product.rows("update stored_cards set kept_at = null, sealed_card = null where attempt_id = $1", [attemptId]);

describe("a card that was to be kept and that nobody has seen", () => {
  it("is found by a job where the process died between the money and the card", async () => {
    const paid = await pay("paywall");
    expect(await paid.offered()).toBe(1);
    await dieBeforeTheCard(paid.attemptId);
    expect(await paid.offered()).toBe(0);
    expect(await paid.work()).toBe(0);
    await product.advance(121);
    expect(await paid.work()).toBe(1);
    expect(await paid.offered()).toBe(1);
    expect(await paid.payment()).toMatchObject({ status: "captured", amount_charged: 100_000 });
    await product.advance(HOUR);
    expect(await paid.work()).toBe(0);
  });

  it("is asked for again, ever more slowly and without end, while the list does not answer", async () => {
    await product.sandbox.fault("card", "status", { provider: "paywall", status: 503, times: 1_000 });
    const paid = await pay("paywall");
    expect(await rowOf(paid.attemptId)).toMatchObject({ kept_at: null });
    for (const [minutes, jobs] of [
      [3, 1],
      [1, 0],
      [3, 1],
      [4, 0],
      [5, 1],
    ] as const) {
      await product.advance(minutes * 60);
      expect([minutes, await paid.work()]).toEqual([minutes, jobs]);
    }
    await product.advance(48 * HOUR);
    expect(await paid.work()).toBe(1);
    await product.advance(5 * HOUR);
    expect(await paid.work()).toBe(0);
    await product.sandbox.clearFaults();
    await product.advance(2 * HOUR);
    expect(await paid.work()).toBe(1);
    expect(await rowOf(paid.attemptId)).toMatchObject({ kept_at: expect.any(Date) });
    expect(await paid.offered()).toBe(1);
  });

  it("is believed not to exist after a day of that answer, and its consent goes a day later", async () => {
    const paid = await pay("paywall");
    await dieBeforeTheCard(paid.attemptId);
    await product.rows("update stored_cards set owner_id = 'nobody' where attempt_id = $1", [paid.attemptId]);
    await product.advance(5 * 60);
    expect(await paid.work()).toBe(1);
    expect(await rowOf(paid.attemptId)).toMatchObject({ deleted_at: null });
    await product.advance(24 * HOUR);
    expect(await paid.work()).toBe(1);
    expect(await rowOf(paid.attemptId)).toMatchObject({ kept_at: null, deleted_at: expect.any(Date) });
    await product.advance(23 * HOUR);
    expect(await paid.work()).toBe(0);
    expect(await rowOf(paid.attemptId)).toBeDefined();
    await product.advance(2 * HOUR);
    await sweepDue();
    expect(await rowOf(paid.attemptId)).toBeUndefined();
  });

  it("at Paynet, which names a card in the charge's answer alone, ends with its day and is never guessed", async () => {
    const paid = await pay("paynet");
    await dieBeforeTheCard(paid.attemptId);
    await product.advance(23 * HOUR);
    expect(await paid.work()).toBe(0);
    await product.advance(2 * HOUR);
    expect(await paid.work()).toBe(1);
    expect(await rowOf(paid.attemptId)).toMatchObject({ kept_at: null, deleted_at: expect.any(Date) });
    expect(await paid.offered()).toBe(0);
    expect(await paid.payment()).toMatchObject({ status: "captured", amount_charged: 100_000 });
  });
});

describe.each(PROVIDERS)("consents at %s", (provider) => {
  it("are removed a day after a try that took nothing, and never while a card is kept", async () => {
    const kept = await pay(provider);
    const declined = await pay(provider, DECLINED);
    expect(await declined.payment()).toMatchObject({ status: "failed" });
    expect(await rowOf(declined.attemptId)).toMatchObject({ kept_at: null });
    await product.advance(23 * HOUR);
    await sweepDue();
    expect(await rowOf(declined.attemptId)).toBeDefined();
    await product.advance(26 * HOUR);
    await declined.work();
    await sweepDue();
    expect(await rowOf(declined.attemptId)).toBeUndefined();
    expect(await rowOf(kept.attemptId)).toMatchObject({ sealed_card: expect.any(String) });
  });
});
