import { beforeAll, describe, expect, it } from "vitest";
import { followCapture } from "@/lib/captures/follow-capture";
import { listCaptures } from "@/lib/captures/queries";
import { capturePayment, voidAuthorisation } from "@/lib/captures/request-capture";
import { systemClock } from "@/lib/kernel/clock";
import { getPaylink } from "@/lib/paylinks/queries";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { getPayment } from "@/lib/payments/queries";
import { followRefund } from "@/lib/refunds/follow-refund";
import { getRefund } from "@/lib/refunds/queries";
import { requestRefund, voidPayment } from "@/lib/refunds/request-refund";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { createLink, PayerBrowser } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { DAY, follow, PAYS, paymentsOf, usePaywall } from "./paywall-payer";

const product = useProduct({ providerTimeoutMs: 1_500 });
const paywall = usePaywall(product);
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant({ provider: "paywall" });
});

const owner = () => makeContext(merchant);
const link = (amount = 100_000) => createLink(merchant, { provider: "paywall", amount });

async function only(made: PaylinkDto) {
  const [payment] = await paymentsOf(merchant, made);
  if (!payment) throw new Error("no payment");
  return payment;
}

async function paid(amount?: number) {
  const made = await link(amount);
  await new PayerBrowser().goToPayment(made);
  await paywall.payOnPage(made.url ?? "");
  await follow(merchant, made);
  return { made, payment: await only(made) };
}

/** Starts a payment under the link's reference that will stop at a provision; answers its code. */
async function hold(made: PaylinkDto): Promise<string> {
  const { amount } = made;
  const start = {
    PaymentDetail: {
      Amount: amount / 100,
      MerchantUniqueCode: made.provider_reference,
      TrackingCode: made.provider_reference,
      Half3D: true,
      MerchantSuccessBackUrl: "http://127.0.0.1:9/ok",
      MerchantFailBackUrl: "http://127.0.0.1:9/no",
      ClientIP: "203.0.113.7",
      CurrencyId: 1,
      Installment: 1,
    },
    Card: { OwnerName: "DENIZ", Number: PAYS, ExpireMonth: "12", ExpireYear: "2029", Cvv: "000" },
    Customer: { FullName: "D", Phone: "5", Email: "d@e.f", Country: "TR", City: "I", Address: "A" },
    Products: [
      {
        ProductId: "1",
        ProductName: "Mug",
        ProductCategory: "-",
        ProductDescription: "-",
        ProductAmount: amount / 100,
      },
    ],
  };
  const answer = (await paywall.api("payment/api/paywall/payment/start3d", start)) as {
    Body: { Payment: { UniqueCode: string } };
  };
  return answer.Body.Payment.UniqueCode;
}

/** A held amount under the link's reference: the payer passed the bank and nothing is taken. */
async function held(amount = 100_000) {
  const made = await link(amount);
  await new PayerBrowser().goToPayment(made);
  await paywall.control("POST", `checkouts/${await hold(made)}/finish`, { result: "close_after" });
  await follow(merchant, made);
  return { made, payment: await only(made), code: made.provider_reference };
}

const sendsOf = async (made: PaylinkDto, ...operations: string[]) => {
  const calls = await Promise.all(operations.map((operation) => paywall.calls(operation)));
  return calls.flat().filter(({ body }) => body.MerchantUniqueCode === made.provider_reference);
};
const atProvider = async (made: PaylinkDto) =>
  (await paywall.truth()).transactions.find((row) => row.merchant_unique_code === made.provider_reference);

async function carryOn(refundId: string, rounds = 2) {
  for (let round = 0; round < rounds; round += 1) {
    await followRefund({ merchantId: merchant.id, refundId, clock: systemClock });
  }
  return getRefund(owner(), refundId);
}

describe("money back on Paywall, which has no list of reversals", () => {
  it("all of it on the day is a cancel, confirmed by the sale's own record", async () => {
    const { made, payment } = await paid();
    const { id } = await voidPayment(owner(), { payment_id: payment.id, reason: "wrong" });
    expect(await carryOn(id)).toMatchObject({ status: "confirmed", method: "cancel" });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "voided", amount_refunded: 100_000 });
    expect(await atProvider(made)).toMatchObject({ returned: 100_000 });
  });

  it("all of it on a later day is a refund", async () => {
    const { payment } = await paid();
    await product.advance(DAY);
    const { id } = await requestRefund(owner(), { payment_id: payment.id });
    expect(await carryOn(id)).toMatchObject({ status: "confirmed", method: "refund" });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "refunded" });
  });

  it("parts on later days, each with the sale's day, and then the rest: the books and the provider agree", async () => {
    const { made, payment } = await paid();
    await product.advance(DAY);
    for (const amount of [30_000, 20_000, undefined]) {
      const asked = await requestRefund(owner(), { payment_id: payment.id, ...(amount ? { amount } : {}) });
      expect(await carryOn(asked.id)).toMatchObject({ status: "confirmed" });
    }
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "refunded", amount_refunded: 100_000 });
    expect(await atProvider(made)).toMatchObject({ returned: 100_000 });
    const sends = await sendsOf(made, "private/refund/partial");
    expect(sends.map(({ body, warnings }) => [body.Date, warnings])).toEqual(
      Array.from({ length: 3 }, () => [expect.stringMatching(/^\d{4}-\d\d-\d\d$/), []]),
    );
    expect(new Set(sends.map(({ body }) => body.Date)).size).toBe(1);
  });

  it("whose answer was lost after it took effect is found, and sent once", async () => {
    const { made, payment } = await paid();
    await paywall.fault("private/revert", "drop_after", { times: 1 });
    const { id } = await requestRefund(owner(), { payment_id: payment.id });
    expect(await carryOn(id, 4)).toMatchObject({ status: "confirmed" });
    expect(await sendsOf(made, "private/revert")).toHaveLength(1);
  });

  it("that never arrived stays unknown for twenty minutes, is never sent again, and then frees its amount", async () => {
    const { made, payment } = await paid();
    await paywall.fault("private/revert", "drop_before", { times: 1 });
    const { id } = await requestRefund(owner(), { payment_id: payment.id });
    expect(await carryOn(id, 3)).toMatchObject({ status: "unknown" });
    for (const minutes of [10, 11]) {
      await product.advance(minutes * 60);
      await carryOn(id, 1);
    }
    expect(await getRefund(owner(), id)).toMatchObject({ status: "rejected" });
    expect(await sendsOf(made, "private/revert")).toHaveLength(1);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "captured", amount_refunded: 0 });
    const again = await requestRefund(owner(), { payment_id: payment.id });
    expect(await carryOn(again.id)).toMatchObject({ status: "confirmed" });
  });

  it("that the provider refuses is rejected and its amount free", async () => {
    const { made, payment } = await paid();
    await paywall.api("private/api/paywall/private/cancel", { MerchantUniqueCode: made.provider_reference });
    const { id } = await requestRefund(owner(), { payment_id: payment.id });
    expect(await carryOn(id)).toMatchObject({ status: "rejected" });
  });

  it("of an unknown part is not confirmed by another amount given back in the provider's own panel", async () => {
    const { made, payment } = await paid();
    await product.advance(DAY);
    await paywall.fault("private/refund/partial", "drop_before", { times: 1 });
    const { id } = await requestRefund(owner(), { payment_id: payment.id, amount: 30_000 });
    await carryOn(id, 1);
    const panel = { MerchantUniqueCode: made.provider_reference, Amount: 70 };
    await paywall.api("private/api/paywall/private/refund/partial", panel);
    for (const minutes of [0, 11, 11]) {
      await product.advance(minutes * 60);
      expect(await carryOn(id, 1)).toMatchObject({ status: "unknown" });
    }
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "captured", amount_refunded: 0 });
  });
});

describe("held amounts on Paywall", () => {
  async function carryCapture(paymentId: string, rounds = 2) {
    for (let round = 0; round < rounds; round += 1) {
      for (const { id, status } of await listCaptures(owner(), paymentId)) {
        if (["confirmed", "rejected"].includes(status)) continue;
        await followCapture({ merchantId: merchant.id, captureId: id, clock: systemClock });
      }
    }
    return (await listCaptures(owner(), paymentId)).map(({ kind, status, amount }) => [kind, status, amount]);
  }

  it("are authorised: nothing charged, the link not paid; a capture takes all of it", async () => {
    const { made, payment } = await held();
    expect(payment).toMatchObject({ status: "authorised", amount_authorised: 100_000, amount_charged: null });
    await capturePayment(owner(), { payment_id: payment.id });
    expect(await carryCapture(payment.id)).toEqual([["capture", "confirmed", 100_000]]);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "captured", amount_charged: 100_000 });
    expect(await getPaylink(owner(), made.id)).toMatchObject({ status: "paid" });
    expect(await sendsOf(made, "payment/provision")).toHaveLength(1);
  });

  it("a part is taken and refunded up to it", async () => {
    const { made, payment } = await held();
    await capturePayment(owner(), { payment_id: payment.id, amount: 40_000 });
    expect(await carryCapture(payment.id)).toEqual([["capture", "confirmed", 40_000]]);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "captured", amount_charged: 40_000 });
    expect(await atProvider(made)).toMatchObject({ amount: 40_000 });
    await product.advance(DAY);
    const { id } = await requestRefund(owner(), { payment_id: payment.id, amount: 10_000 });
    expect(await carryOn(id)).toMatchObject({ status: "confirmed" });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ amount_refunded: 10_000 });
  });

  it("a capture whose answer was lost is found and sent once", async () => {
    const { made, payment } = await held();
    await paywall.fault("payment/provision", "drop_after", { times: 1 });
    await capturePayment(owner(), { payment_id: payment.id });
    expect(await carryCapture(payment.id, 3)).toEqual([["capture", "confirmed", 100_000]]);
    expect(await sendsOf(made, "payment/provision")).toHaveLength(1);
  });

  it("a capture that never arrived is called off after twenty minutes and can be asked for anew", async () => {
    const { made, payment } = await held();
    await paywall.fault("payment/provision", "drop_before", { times: 1 });
    await capturePayment(owner(), { payment_id: payment.id });
    for (const minutes of [0, 1, 10, 11]) {
      await product.advance(minutes * 60);
      await carryCapture(payment.id, 1);
    }
    expect(await carryCapture(payment.id)).toEqual([["capture", "rejected", 100_000]]);
    await capturePayment(owner(), { payment_id: payment.id });
    await carryCapture(payment.id);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "captured" });
    expect(await sendsOf(made, "payment/provision")).toHaveLength(2);
  });

  it("closed in the provider's panel before we ever asked are held and then taken in our books", async () => {
    const made = await link();
    await new PayerBrowser().goToPayment(made);
    const code = await hold(made);
    await paywall.control("POST", `checkouts/${code}/finish`, { result: "close_after" });
    const panel = { MerchantUniqueCode: made.provider_reference, ProvisionAmount: 600 };
    await paywall.api("payment/api/paywall/payment/provision", panel);
    await follow(merchant, made);
    const payment = await only(made);
    expect(payment).toMatchObject({ status: "captured", amount_charged: 60_000 });
    await follow(merchant, made);
    expect(await paymentsOf(merchant, made)).toHaveLength(1);
  });

  it("are let go by the provider's record", async () => {
    const { made, payment } = await held();
    await voidAuthorisation(owner(), { payment_id: payment.id });
    expect(await carryCapture(payment.id)).toEqual([["void", "confirmed", 100_000]]);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "voided", amount_charged: null });
    expect(await sendsOf(made, "payment/provision/cancel")).toHaveLength(1);
  });

  it("today's capture goes back whole, and nothing of the hold is left to let go", async () => {
    const { made, payment } = await held();
    await capturePayment(owner(), { payment_id: payment.id });
    await carryCapture(payment.id);
    const { id } = await voidPayment(owner(), { payment_id: payment.id });
    expect(await carryOn(id)).toMatchObject({ status: "confirmed", method: "cancel" });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "voided" });
    expect(await carryCapture(payment.id)).toEqual(
      expect.arrayContaining([
        ["capture", "confirmed", 100_000],
        ["void", "confirmed", 100_000],
      ]),
    );
    expect(await sendsOf(made, "payment/provision/cancel")).toEqual([]);
    expect(await atProvider(made)).toMatchObject({ returned: 100_000 });
  });
});
