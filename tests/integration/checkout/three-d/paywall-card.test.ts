import { beforeAll, describe, expect, it } from "vitest";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import { followAttempt } from "@/lib/checkout/tries/follow-attempt";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import { CheckoutPayer, openCheckout } from "../../../support/checkout/factories-checkout";
import { makeContext } from "../../../support/context";
import { createMerchant, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";

const product = useProduct({ providerTimeoutMs: 1_500 });
const CARD = { number: "5293 6012 3456 7896" };
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant({ provider: "paywall", cardEntry: "server_card_entry" });
});

const owner = () => makeContext(merchant);

async function follow(checkoutId: string) {
  const { payment_id } = await getCheckout(owner(), checkoutId);
  const payment = await getPayment(owner(), payment_id ?? "");
  for (const { id } of payment.attempts) {
    await followAttempt({ merchantId: merchant.id, attemptId: id, clock: systemClock });
  }
  return getPayment(owner(), payment.id);
}

describe("a card typed on our page, through Paywall's 3-D", () => {
  it("is taken on the bank's page and booked by our own query", async () => {
    const checkout = await openCheckout(merchant, { description: "Kupa" });
    const payer = new CheckoutPayer(checkout);
    const token = await payer.start(CARD);
    const arrival = await payer.throughBank(token, "123456");
    expect(await payer.comeBack(arrival)).toBe(`/pay/${token}`);
    const payment = await follow(checkout.id);
    expect(payment).toMatchObject({ status: "captured", provider: "paywall", amount_charged: 100_000, review: null });
    expect(await getCheckout(owner(), checkout.id)).toMatchObject({ status: "complete" });
    expect(await payer.see(token)).toMatchObject({ kind: "paid" });
  });

  it("whose tab was closed after the bank is found by the ladder alone", async () => {
    const checkout = await openCheckout(merchant);
    const payer = new CheckoutPayer(checkout);
    const token = await payer.start(CARD);
    await payer.throughBank(token, "123456");
    await product.advance(31);
    expect(await follow(checkout.id)).toMatchObject({ status: "captured" });
    expect(await payer.see()).toMatchObject({ kind: "already_paid" });
  });

  it("a second try waits while the first may still be taken without us", async () => {
    const checkout = await openCheckout(merchant);
    const payer = new CheckoutPayer(checkout);
    await payer.start(CARD);
    expect(await payer.see()).toMatchObject({ kind: "in_progress" });
    expect(await payer.pay({ ...CARD, account: merchant.accountId })).toEqual({ kind: "refused" });
    expect(await new CheckoutPayer(checkout).see()).toMatchObject({ kind: "in_progress", resultToken: null });
  });

  it("a wrong password is no payment", async () => {
    const checkout = await openCheckout(merchant);
    const payer = new CheckoutPayer(checkout);
    const token = await payer.start(CARD);
    await payer.comeBack(await payer.throughBank(token, "999999"));
    expect(await follow(checkout.id)).toMatchObject({ status: "failed" });
    expect(await payer.see(token)).toMatchObject({ kind: "failed" });
    expect(await getCheckout(owner(), checkout.id)).toMatchObject({ status: "open" });
  });
});
