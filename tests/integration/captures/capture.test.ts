import { beforeAll, describe, expect, it } from "vitest";
import { followCapture } from "@/lib/captures/follow-capture";
import { listCaptures } from "@/lib/captures/queries";
import { capturePayment, voidAuthorisation } from "@/lib/captures/request-capture";
import { viewPayPage } from "@/lib/checkout/queries";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { getPaylink } from "@/lib/paylinks/queries";
import { getPayment, listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { sweepAccount } from "@/lib/payments/sweep-account";
import { followRefund } from "@/lib/refunds/follow-refund";
import { getRefund } from "@/lib/refunds/queries";
import { requestRefund, voidPayment } from "@/lib/refunds/request-refund";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { createLink, PayerBrowser } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct({ providerTimeoutMs: 1_500 });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const owner = () => makeContext(merchant);
const captures = () => product.sandbox.calls("transaction/capture");
const ask = (paylinkId: string) => followPaylink({ merchantId: merchant.id, paylinkId, clock: systemClock });

/** A link whose payer's amount is blocked on the card and not taken. */
async function authorised(amount = 100_000) {
  const link = await createLink(merchant, { amount });
  await product.sandbox.pay(link.provider_id ?? "", { preauth: true });
  await ask(link.id);
  const [payment] = (await listPayments(owner(), PaymentFilter.parse({ paylink_id: link.id }))).data;
  if (!payment) throw new Error("no payment");
  return { link, payment };
}

async function follow(paymentId: string) {
  const [latest] = await listCaptures(owner(), paymentId);
  await followCapture({ merchantId: merchant.id, captureId: latest?.id ?? "", clock: systemClock });
  return (await listCaptures(owner(), paymentId))[0];
}

describe("a pre-authorised payment", () => {
  it("is authorised: nothing charged, nothing in the books, the link not paid", async () => {
    const { link, payment } = await authorised();
    expect(payment).toMatchObject({
      status: "authorised",
      amount_authorised: 100_000,
      amount_charged: null,
      paid_at: null,
    });
    expect(await getPaylink(owner(), link.id)).toMatchObject({ status: "active", amount_paid: 0 });
    await expect(requestRefund(owner(), { payment_id: payment.id })).rejects.toMatchObject({ code: "invalid_state" });
  });

  it("lets no second payer start on the same link while the amount is held", async () => {
    const { link } = await authorised();
    const other = new PayerBrowser();
    expect(await other.goToPayment(link)).toBeUndefined();
  });

  it("captured whole pays the link with the provider's figures", async () => {
    const { link, payment } = await authorised();
    await capturePayment(owner(), { payment_id: payment.id });
    expect(await follow(payment.id)).toMatchObject({ kind: "capture", status: "confirmed", amount: 100_000 });
    expect(await getPayment(owner(), payment.id)).toMatchObject({
      status: "captured",
      amount_charged: 100_000,
      review: null,
    });
    expect(await getPaylink(owner(), link.id)).toMatchObject({ status: "paid", amount_paid: 100_000 });
  });

  it("captured in part takes that part only and can be refunded up to it", async () => {
    const { payment } = await authorised();
    await capturePayment(owner(), { payment_id: payment.id, amount: 40_000 });
    await follow(payment.id);
    expect(await getPayment(owner(), payment.id)).toMatchObject({
      status: "captured",
      amount_charged: 40_000,
      review: null,
    });
    await expect(requestRefund(owner(), { payment_id: payment.id, amount: 40_001 })).rejects.toMatchObject({
      code: "limit_exceeded",
    });
    const refund = await requestRefund(owner(), { payment_id: payment.id });
    await followRefund({ merchantId: merchant.id, refundId: refund.id, clock: systemClock });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "refunded", amount_refunded: 40_000 });
  });

  it("is never captured above what is authorised", async () => {
    const { payment } = await authorised();
    await expect(capturePayment(owner(), { payment_id: payment.id, amount: 100_001 })).rejects.toMatchObject({
      code: "limit_exceeded",
      details: { left: 100_000 },
    });
  });

  it("asked for twenty times at once is captured once", async () => {
    const { payment } = await authorised();
    const asked = Array.from({ length: 20 }, () => capturePayment(owner(), { payment_id: payment.id }));
    const settled = await Promise.allSettled(asked);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const before = (await captures()).length;
    await Promise.all(Array.from({ length: 5 }, () => follow(payment.id)));
    expect((await captures()).length).toBe(before + 1);
  });

  it("repeated with the same command id is the same command", async () => {
    const { payment } = await authorised();
    const again = { ...owner(), commandSeed: payment.id };
    await capturePayment(again, { payment_id: payment.id });
    await capturePayment(again, { payment_id: payment.id });
    expect(await listCaptures(owner(), payment.id)).toHaveLength(1);
    await expect(capturePayment(again, { payment_id: payment.id, amount: 1 })).rejects.toMatchObject({
      code: "idempotency_mismatch",
    });
  });
});

describe("the payer's own page", () => {
  const none = { cookie: () => undefined };

  it("says held, then released: never paid, never checking", async () => {
    const link = await createLink(merchant);
    const token = (await new PayerBrowser().goToPayment(link)) ?? "";
    await product.sandbox.pay(link.provider_id ?? "", { preauth: true });
    await ask(link.id);
    expect(await viewPayPage(token, none)).toMatchObject({ kind: "held", amount: "100000" });
    const [payment] = (await listPayments(owner(), PaymentFilter.parse({ paylink_id: link.id }))).data;
    await voidAuthorisation(owner(), { payment_id: payment?.id });
    await follow(payment?.id ?? "");
    expect(await viewPayPage(token, none)).toMatchObject({ kind: "released", amount: "100000" });
  });

  it("is the receipt of what was captured and shows what went back", async () => {
    const link = await createLink(merchant);
    const token = (await new PayerBrowser().goToPayment(link)) ?? "";
    await product.sandbox.pay(link.provider_id ?? "", { preauth: true });
    await ask(link.id);
    const [payment] = (await listPayments(owner(), PaymentFilter.parse({ paylink_id: link.id }))).data;
    await capturePayment(owner(), { payment_id: payment?.id, amount: 60_000 });
    await follow(payment?.id ?? "");
    expect(await viewPayPage(token, none)).toMatchObject({ kind: "paid", amountCharged: "60000", amountRefunded: "0" });
    const refund = await requestRefund(owner(), { payment_id: payment?.id });
    await followRefund({ merchantId: merchant.id, refundId: refund.id, clock: systemClock });
    expect(await viewPayPage(token, none)).toMatchObject({ kind: "paid", amountRefunded: "60000" });
  });
});

describe("a capture whose answer is lost", () => {
  it("that took effect is found by asking and never sent again", async () => {
    const { payment } = await authorised();
    await product.sandbox.fault("transaction/capture", "drop_after", { times: 1 });
    await capturePayment(owner(), { payment_id: payment.id });
    const before = (await captures()).length;
    expect(await follow(payment.id)).toMatchObject({ status: "unknown" });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "authorised" });
    expect(await follow(payment.id)).toMatchObject({ status: "confirmed" });
    expect((await captures()).length).toBe(before + 1);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "captured", amount_charged: 100_000 });
  });

  it("that never arrived is rejected after three absent answers over twenty minutes, and may be asked for anew", async () => {
    const { payment } = await authorised();
    await product.sandbox.fault("transaction/capture", "drop_before", { times: 1 });
    await capturePayment(owner(), { payment_id: payment.id });
    await follow(payment.id);
    for (let round = 0; round < 4; round += 1) expect(await follow(payment.id)).toMatchObject({ status: "unknown" });
    await expect(capturePayment(owner(), { payment_id: payment.id })).rejects.toMatchObject({ code: "conflict" });
    await product.advance(21 * 60);
    expect(await follow(payment.id)).toMatchObject({ status: "rejected" });
    await capturePayment(owner(), { payment_id: payment.id });
    expect(await follow(payment.id)).toMatchObject({ status: "confirmed" });
  });

  it("and whose record cannot be booked stays unknown however long: it is there, so it is not rejected", async () => {
    const { payment } = await authorised();
    await product.sandbox.fault("transaction/capture", "drop_after", { times: 1 });
    await product.sandbox.fault("transaction/check", "wrong_currency", { times: 50 });
    await capturePayment(owner(), { payment_id: payment.id });
    for (let round = 0; round < 4; round += 1) expect(await follow(payment.id)).toMatchObject({ status: "unknown" });
    await product.advance(21 * 60);
    expect(await follow(payment.id)).toMatchObject({ status: "unknown" });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "authorised", review: "currency" });
    await product.sandbox.clearFaults();
    expect(await follow(payment.id)).toMatchObject({ status: "confirmed" });
  });

  it("is told from a refusal, which ends the question and leaves the amount as it was", async () => {
    const { link, payment } = await authorised();
    await product.sandbox.panel("v1/transaction/preauth_reversal", { xact_id: payment.provider_refs.xact_id });
    await capturePayment(owner(), { payment_id: payment.id });
    expect(await follow(payment.id)).toMatchObject({
      status: "rejected",
      because: { code: "provider_refused_capture" },
    });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "authorised", amount_charged: null });
    await ask(link.id);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "voided" });
  });
});

describe("a void of an authorised amount", () => {
  it("ends the payment voided and nothing was charged", async () => {
    const { link, payment } = await authorised();
    await voidAuthorisation(owner(), { payment_id: payment.id });
    expect(await follow(payment.id)).toMatchObject({ kind: "void", status: "confirmed" });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "voided", amount_charged: null });
    expect(await getPaylink(owner(), link.id)).toMatchObject({ status: "active" });
    await ask(link.id);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "voided" });
  });

  it("whose answer is lost is asked about, never sent again", async () => {
    const { payment } = await authorised();
    await product.sandbox.fault("transaction/preauth_reversal", "drop_after", { times: 1 });
    await voidAuthorisation(owner(), { payment_id: payment.id });
    await follow(payment.id);
    await follow(payment.id);
    expect(await product.sandbox.calls("transaction/preauth_reversal")).not.toHaveLength(0);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "voided" });
  });
});

describe("a void of today's capture", () => {
  it("takes the capture back by its own service, then lets the held amount go", async () => {
    const { link, payment } = await authorised();
    await capturePayment(owner(), { payment_id: payment.id });
    await follow(payment.id);
    const refund = await voidPayment(owner(), { payment_id: payment.id });
    await followRefund({ merchantId: merchant.id, refundId: refund.id, clock: systemClock });
    expect(await getRefund(owner(), refund.id)).toMatchObject({ status: "confirmed" });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "voided", amount_refunded: 100_000 });
    expect(await follow(payment.id)).toMatchObject({ kind: "void", status: "confirmed" });
    const rows = await product.sandbox.transactionsOf(link.provider_reference);
    expect(rows.map((row) => row.transaction_type)).toEqual([3, 4, 6, 5]);
  });

  it("whose answer is lost is found by asking about the capture", async () => {
    const { payment } = await authorised();
    await capturePayment(owner(), { payment_id: payment.id });
    await follow(payment.id);
    await product.sandbox.fault("transaction/capture_reversal", "drop_after", { times: 1 });
    const refund = await voidPayment(owner(), { payment_id: payment.id });
    await followRefund({ merchantId: merchant.id, refundId: refund.id, clock: systemClock });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "voided" });
    expect(await product.sandbox.calls("transaction/capture_reversal")).not.toHaveLength(0);
  });
});

describe("what was done in the provider's own panel", () => {
  it("a capture is booked once", async () => {
    const { link, payment } = await authorised();
    await product.sandbox.panel("v1/transaction/capture", { xact_id: payment.provider_refs.xact_id });
    await ask(link.id);
    await ask(link.id);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "captured", amount_charged: 100_000 });
    expect(await listCaptures(owner(), payment.id)).toMatchObject([{ status: "confirmed", amount: 100_000 }]);
  });

  it("a part that we did not ask for is booked as money, and a person has to look at it", async () => {
    const { link, payment } = await authorised();
    await product.sandbox.panel("v1/transaction/capture", { xact_id: payment.provider_refs.xact_id, amount: "40000" });
    await ask(link.id);
    expect(await getPayment(owner(), payment.id)).toMatchObject({
      status: "captured",
      amount_charged: 40_000,
      review: "amount",
    });
    const asked = await authorised();
    await capturePayment(owner(), { payment_id: asked.payment.id, amount: 40_000 });
    await follow(asked.payment.id);
    expect(await getPayment(owner(), asked.payment.id)).toMatchObject({ amount_charged: 40_000, review: null });
  });

  it("a void that nobody asked about is found by the sweep of the account's list", async () => {
    const { payment } = await authorised();
    await product.sandbox.panel("v1/transaction/preauth_reversal", { xact_id: payment.provider_refs.xact_id });
    await sweepAccount(merchant.id, merchant.accountId, systemClock);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "voided" });
  });

  it("a void ends the payment", async () => {
    const { link, payment } = await authorised();
    await product.sandbox.panel("v1/transaction/preauth_reversal", { xact_id: payment.provider_refs.xact_id });
    await ask(link.id);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "voided" });
  });
});
