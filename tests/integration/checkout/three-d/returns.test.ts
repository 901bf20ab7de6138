import { beforeAll, describe, expect, it } from "vitest";
import { expireCheckout } from "@/lib/checkout/sessions/expire-checkout";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import { followAttempt } from "@/lib/checkout/tries/follow-attempt";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
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

async function follow(checkoutId: string) {
  const { payment_id } = await getCheckout(owner(), checkoutId);
  const payment = await getPayment(owner(), payment_id ?? "");
  for (const { id } of payment.attempts) {
    await followAttempt({ merchantId: merchant.id, attemptId: id, clock: systemClock });
  }
  return getPayment(owner(), payment.id);
}

async function atTheDoor(wish: Record<string, unknown> = {}) {
  const checkout = await openCheckout(merchant, wish);
  const payer = new CheckoutPayer(checkout);
  const token = await payer.start();
  return { checkout, payer, token, arrival: await payer.throughBank(token) };
}

const charges = () => product.sandbox.calls("transaction/tds_charge");

describe("a browser that comes back", () => {
  it.each([
    ["another session", { session_id: "js_somebody_elses" }],
    ["another token", { token_id: "00000000-0000-4000-8000-000000000000" }],
    ["no session", { session_id: "" }],
  ])("with %s charges nothing; the right form afterwards does", async (_what, change) => {
    const { checkout, payer, token, arrival } = await atTheDoor();
    const before = (await charges()).length;
    await payer.comeBack({ ...arrival, fields: { ...arrival.fields, ...change } });
    await follow(checkout.id);
    expect((await charges()).length).toBe(before);
    expect(await payer.see(token)).toMatchObject({ kind: "redirecting" });
    await payer.comeBack(arrival);
    expect(await follow(checkout.id)).toMatchObject({ status: "captured" });
  });

  it("and claims success with fields of its own is believed nothing", async () => {
    const checkout = await openCheckout(merchant);
    const payer = new CheckoutPayer(checkout);
    const token = await payer.start();
    const arrival = await payer.throughBank(token, "wrong");
    await payer.comeBack({ ...arrival, fields: { ...arrival.fields, is_succeed: "true", code: "0", amount: "1" } });
    expect(await follow(checkout.id)).toMatchObject({ status: "failed", amount_charged: null });
  });

  it("twice, from two tabs at once, is one charge", async () => {
    const { checkout, payer, arrival } = await atTheDoor();
    await Promise.all([payer.comeBack(arrival), payer.comeBack(arrival), payer.comeBack(arrival)]);
    await Promise.all([follow(checkout.id), follow(checkout.id)]);
    const payment = await follow(checkout.id);
    expect(payment).toMatchObject({ status: "captured", amount_charged: 100_000 });
    const rows = await product.sandbox.transactionsOf(payment.provider_reference);
    expect(rows.filter((row) => row.is_succeed)).toHaveLength(1);
  });

  it("from a browser without our cookie is sent to the same payment and nowhere else", async () => {
    const { checkout, token, arrival } = await atTheDoor();
    expect(await new CheckoutPayer(checkout).comeBack(arrival)).toBe(`/pay/${token}`);
  });

  it("with a bad capability goes to a neutral page", async () => {
    const { payer, arrival } = await atTheDoor();
    const forged = arrival.address.replace(/.{6}$/, "AAAAAA");
    expect(await payer.comeBack({ ...arrival, address: forged })).toBe("/pay/unknown");
  });

  it("too late for the session is charged nothing and may try again", async () => {
    const { checkout, payer, arrival } = await atTheDoor();
    await product.advance(3_600);
    await payer.comeBack(arrival);
    const payment = await follow(checkout.id);
    expect(payment.attempts[0]?.status).not.toBe("captured");
    expect(await product.sandbox.transactionsOf(payment.provider_reference)).toEqual([]);
    expect(["checkout", "in_progress"]).toContain((await payer.see()).kind);
  });

  it("after staff closed the checkout is not charged any more", async () => {
    const { checkout, payer, token, arrival } = await atTheDoor();
    await expireCheckout(owner(), { id: checkout.id });
    await payer.comeBack(arrival);
    const payment = await follow(checkout.id);
    expect(payment).toMatchObject({ status: "expired" });
    expect(await product.sandbox.transactionsOf(payment.provider_reference)).toEqual([]);
    expect(await payer.see(token)).toMatchObject({ kind: "failed", reason: "abandoned", retryToken: null });
    expect(await payer.see()).toMatchObject({ kind: "cancelled" });
  });
});
