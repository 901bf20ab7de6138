import { beforeAll, describe, expect, it } from "vitest";
import { getCheckout, listCheckouts } from "@/lib/checkout/sessions/queries";
import { CheckoutFilter } from "@/lib/checkout/sessions/schemas";
import { followAttempt } from "@/lib/checkout/tries/follow-attempt";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import type { PaymentDto } from "@/lib/payments/schemas";
import { CheckoutPayer, openCheckout } from "../../../support/checkout/factories-checkout";
import { makeContext } from "../../../support/context";
import { createMerchant, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";

const product = useProduct({ providerTimeoutMs: 1_500 });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant({ cardEntry: "server_card_entry" });
});

const owner = () => makeContext(merchant);

/** The newest payment of a checkout with its newest try carried on as the worker does. */
async function follow(checkoutId: string): Promise<PaymentDto> {
  const { payment_id } = await getCheckout(owner(), checkoutId);
  const payment = await getPayment(owner(), payment_id ?? "");
  for (const { id } of payment.attempts) {
    await followAttempt({ merchantId: merchant.id, attemptId: id, clock: systemClock });
  }
  return getPayment(owner(), payment.id);
}

const sales = async (payment: PaymentDto) =>
  (await product.sandbox.transactionsOf(payment.provider_reference)).filter((row) => row.is_succeed);

describe("a card typed on our page, through Paynet's 3-D", () => {
  it("is charged once, after the bank and by us", async () => {
    const items = [
      { name: "Kupa", quantity: 3, unit_amount: 20_000 },
      { name: "Demlik", quantity: 1, unit_amount: 40_000 },
    ];
    const checkout = await openCheckout(merchant, { description: "Kupa", reference_no: "S-1", items });
    const payer = new CheckoutPayer(checkout);
    expect(await payer.see()).toMatchObject({ kind: "checkout", entry: "server_card_entry", amount: "100000" });
    const token = await payer.start();
    expect(await getCheckout(owner(), checkout.id)).toMatchObject({ status: "processing" });
    const arrival = await payer.throughBank(token);
    expect(await sales(await follow(checkout.id))).toEqual([]);
    expect(await payer.comeBack(arrival)).toBe(`/pay/${token}`);
    expect(await payer.see(token)).toMatchObject({ kind: "checking" });
    const payment = await follow(checkout.id);
    expect(payment).toMatchObject({ status: "captured", channel: "checkout", checkout_id: checkout.id, review: null });
    expect(payment).toMatchObject({ amount_charged: 100_000, amount_requested: 100_000, trust: "confirmed" });
    expect(await sales(payment)).toHaveLength(1);
    expect(await getCheckout(owner(), checkout.id)).toMatchObject({ status: "complete", payment_id: payment.id });
    expect(await payer.see(token)).toMatchObject({
      kind: "paid",
      amountCharged: "100000",
      items: [
        { name: "Kupa", quantity: 3, unitAmount: "20000" },
        { name: "Demlik", quantity: 1, unitAmount: "40000" },
      ],
    });
    expect(await payer.see()).toMatchObject({ kind: "already_paid" });
    expect(await new CheckoutPayer(checkout).see()).toEqual(expect.objectContaining({ kind: "used_up" }));
  });

  it("declined charges nothing and the same browser tries again with another card", async () => {
    const checkout = await openCheckout(merchant, { amount: 100_051 });
    const payer = new CheckoutPayer(checkout);
    const token = await payer.start();
    await payer.comeBack(await payer.throughBank(token));
    const payment = await follow(checkout.id);
    expect(payment).toMatchObject({ status: "failed", attempts: [{ status: "failed", decline: { code: "51" } }] });
    expect(await payer.see(token)).toMatchObject({ kind: "failed", retryToken: expect.any(String) });
    expect(await payer.see()).toMatchObject({ kind: "checkout", lastFailure: { code: "51" } });
    expect(await payer.start()).toBe(token);
    expect((await getPayment(owner(), payment.id)).attempts).toHaveLength(2);
  });

  it("is named in REST as the provider names its session, in one object and in the list", async () => {
    const checkout = await openCheckout(merchant);
    expect(await getCheckout(owner(), checkout.id)).toMatchObject({ provider_session_id: null });
    await new CheckoutPayer(checkout).start();
    const { provider_session_id: session } = await getCheckout(owner(), checkout.id);
    expect(session).toMatch(/^js_/);
    const [newest] = (await listCheckouts(owner(), CheckoutFilter.parse({ limit: 1 }))).data;
    expect(newest).toMatchObject({ id: checkout.id, provider_session_id: session });
    await product.sandbox.finish(session ?? "", "close_after");
  });

  it("a wrong password is no payment: nothing is charged and the page says so", async () => {
    const checkout = await openCheckout(merchant);
    const payer = new CheckoutPayer(checkout);
    const token = await payer.start();
    await payer.comeBack(await payer.throughBank(token, "wrong"));
    expect(await follow(checkout.id)).toMatchObject({
      status: "failed",
      attempts: [{ decline: { class: "three_d" } }],
    });
    expect(await payer.see(token)).toMatchObject({ kind: "failed", reason: "three_d" });
    expect(await getCheckout(owner(), checkout.id)).toMatchObject({ status: "open" });
  });

  it("a charge whose answer is lost is asked about and never taken twice", async () => {
    const checkout = await openCheckout(merchant, { amount: 100_052 });
    const payer = new CheckoutPayer(checkout);
    const token = await payer.start();
    await payer.comeBack(await payer.throughBank(token));
    await follow(checkout.id);
    const payment = await follow(checkout.id);
    expect(payment).toMatchObject({ status: "captured", amount_charged: 100_052 });
    expect(await sales(payment)).toHaveLength(1);
  });

  it("two cards in two tabs: the one given up is never charged", async () => {
    const checkout = await openCheckout(merchant);
    const payer = new CheckoutPayer(checkout);
    const first = await payer.start();
    const early = await payer.throughBank(first);
    const second = await payer.start({ number: "5406 6754 0667 5403" });
    const late = await payer.throughBank(second);
    await payer.comeBack(early);
    expect((await follow(checkout.id)).attempts.map(({ status }) => status)).toEqual(["expired", "redirected"]);
    await payer.comeBack(late);
    const payment = await follow(checkout.id);
    expect(payment).toMatchObject({ status: "captured" });
    expect(payment.attempts.map(({ status }) => status).sort()).toEqual(["captured", "expired"]);
    expect((await product.sandbox.calls("transaction/tds_charge")).length).toBeGreaterThan(0);
  });
});
