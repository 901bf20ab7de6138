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
const CARD = { number: "5293 6012 3456 7896" };
const HOUR = 3_600;
let merchant: TestMerchant;
let paynetShop: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant({ provider: "paywall", cardEntry: "server_card_entry" });
  paynetShop = await createMerchant({ provider: "paynet", cardEntry: "server_card_entry" });
});

/** A payer presses "pay" and is given the bank's address. */
async function start(shop = merchant, card: { number: string } = CARD) {
  const checkout = await openCheckout(shop);
  const payer = new CheckoutPayer(checkout);
  const token = await payer.start(card);
  const owner = makeContext(shop);
  const { payment_id } = await getCheckout(owner, checkout.id);
  const payment = () => getPayment(owner, payment_id ?? "");
  const attemptId = (await payment()).attempts[0]?.id ?? "";
  const follow = () => followAttempt({ merchantId: shop.id, attemptId, clock: systemClock });
  /** So much time, then what fell due; answers how many questions that were. */
  const pass = async (seconds: number) => {
    await product.advance(seconds);
    await sweepDue();
    const jobs = await product.rows("delete from pgboss.job where singleton_key = $1 returning id", [attemptId]);
    for (const _job of jobs) await follow();
    return jobs.length;
  };
  const status = async () => (await getCheckout(owner, checkout.id)).status;
  const [row] = await product.rows<{ id: string }>("select provider_transaction_id as id from attempts where id = $1", [
    attemptId,
  ]);
  return { payer, token, payment, attemptId, follow, pass, status, guid: row?.id ?? "" };
}

describe("a bank's page that nobody opened", () => {
  it("is waited for a day, then counts as no payment after three answers over 20 minutes, and is asked about no more", async () => {
    const tried = await start();
    expect(await tried.pass(61)).toBe(1);
    expect(await tried.pass(23 * HOUR)).toBe(1);
    expect(await tried.pass(30 * 60)).toBe(1);
    expect(await tried.payment()).toMatchObject({ status: "created" });
    expect(await tried.status()).toBe("processing");
    for (const _ask of [1, 2, 3]) {
      expect(await tried.payment()).toMatchObject({ status: "created" });
      expect(await tried.pass(31 * 60)).toBe(1);
    }
    expect(await tried.payment()).toMatchObject({ status: "expired", attempts: [{ status: "expired" }] });
    expect(await tried.status()).toBe("expired");
    for (const hours of [1, 12, 48]) expect(await tried.pass(hours * HOUR)).toBe(0);
    await expect(tried.payer.throughBank(tried.token, "123456")).rejects.toThrow();
  });

  it("that was paid all the same is booked when the provider tells of it", async () => {
    const tried = await start();
    await tried.pass(24 * HOUR + 60);
    for (const _ask of [1, 2, 3]) await tried.pass(31 * 60);
    expect(await tried.payment()).toMatchObject({ status: "expired" });
    await product.sandbox.finish(tried.guid, "ok");
    await tried.follow();
    expect(await tried.payment()).toMatchObject({ status: "captured", amount_charged: 100_000 });
    expect(await tried.status()).toBe("complete");
  });

  it("is waited for as long as it may still be opened: no answer before its day counts", async () => {
    const tried = await start();
    for (const _ask of [1, 2, 3, 4]) await tried.pass(31 * 60);
    expect(await tried.payment()).toMatchObject({ status: "created" });
    await tried.payer.comeBack(await tried.payer.throughBank(tried.token, "123456"));
    await tried.follow();
    expect(await tried.payment()).toMatchObject({ status: "captured" });
  });
});

describe("a payment whose end nobody names", () => {
  it("becomes unknown after a day, says why, blocks a second try and is asked about four times a day", async () => {
    const tried = await start();
    await product.sandbox.fault("private/query", "status", { provider: "paywall", status: 503, times: 1_000 });
    await tried.pass(23 * HOUR);
    expect(await tried.payment()).toMatchObject({ status: "created" });
    await tried.pass(61 * 60);
    expect(await tried.payment()).toMatchObject({
      status: "unknown",
      is_final: false,
      because: { text: expect.stringContaining("names no end") },
      attempts: [{ status: "unknown" }],
    });
    expect(await tried.status()).toBe("processing");
    expect(await tried.payer.pay(CARD)).toMatchObject({ kind: "refused" });
    await product.rows("update attempts set check_step = 201 where id = $1", [tried.attemptId]);
    expect(await tried.pass(11 * 60)).toBe(1);
    expect(await tried.pass(5 * HOUR)).toBe(0);
    expect(await tried.pass(HOUR + 60)).toBe(1);
    expect(await tried.payment()).toMatchObject({ status: "unknown" });

    await product.sandbox.clearFaults();
    await product.sandbox.finish(tried.guid, "ok");
    await tried.pass(6 * HOUR + 60);
    expect(await tried.payment()).toMatchObject({ status: "captured", amount_charged: 100_000 });
  });

  it("and that the provider then says was never begun is over", async () => {
    const tried = await start();
    await product.sandbox.fault("private/query", "status", { provider: "paywall", status: 503, times: 1_000 });
    await tried.pass(25 * HOUR);
    expect(await tried.payment()).toMatchObject({ status: "unknown" });
    await product.sandbox.clearFaults();
    for (const _ask of [1, 2, 3, 4]) await tried.pass(31 * 60);
    expect(await tried.payment()).toMatchObject({ status: "expired" });
  });
});

describe("a try that only we may charge", () => {
  it("and whose payer never came back is charged by nobody, however long its provider is silent", async () => {
    const tried = await start(paynetShop, { number: "4355 0843 5508 4358" });
    // Through the bank, and the tab is closed before the way back.
    await tried.payer.throughBank(tried.token, "a");
    await product.sandbox.fault("transaction/check", "status", { status: 503, times: 1_000 });
    await tried.pass(25 * HOUR);
    expect(await tried.payment()).toMatchObject({ status: "created", attempts: [{ status: "redirected" }] });
    await product.sandbox.clearFaults();
    for (const _ask of [1, 2, 3, 4]) await tried.pass(31 * 60);
    expect(await tried.payment()).toMatchObject({ status: "expired" });
    const charges = await product.rows(
      "select 1 from provider_calls where merchant_id = $1 and operation like '%tds_charge'",
      [paynetShop.id],
    );
    expect(charges).toEqual([]);
  });
});
