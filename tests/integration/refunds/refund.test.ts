import { beforeAll, describe, expect, it } from "vitest";
import { openChargeback, settleChargeback } from "@/lib/escrow/disputes/chargeback";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { getPayment, listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { partOf } from "@/lib/providers/part-of";
import { approveRefund, rejectRefund, withdrawRefund } from "@/lib/refunds/decide-refund";
import { followRefund } from "@/lib/refunds/follow-refund";
import { getRefund } from "@/lib/refunds/queries";
import { readRefund } from "@/lib/refunds/repository";
import { requestRefund, voidPayment } from "@/lib/refunds/request-refund";
import { runCommand } from "@/lib/runtime/run-command";
import { openProvider } from "@/lib/settings/provider-account-repository";
import { makeContext } from "../../support/context";
import { createMerchant, createUser, type TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const DAY = 86_400;
const product = useProduct({ providerTimeoutMs: 1_500 });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const owner = () => makeContext(merchant);
const follow = (id: string) => followRefund({ merchantId: merchant.id, refundId: id, clock: systemClock });
const sends = () => product.sandbox.calls("transaction/reversed_request");

/** A worker claims the refund and ends before it can write what came of it; the provider heard it or not. */
async function dieWhileSending(refundId: string, isHeard: boolean) {
  const actor = { kind: "system", id: "follow-refund" };
  const request = { merchant_id: merchant.id, refund_id: refundId, actor };
  await runCommand("vezne_app", "claim_refund", request);
  const known = await readRefund(merchant.id, refundId);
  if (!known || !isHeard) return;
  const provider = openProvider(known.account, { subjectKind: "refund", subjectId: refundId });
  await provider.refundPart(
    known.refund.providerTransactionId,
    partOf(known.refund.amount, known.sale.charged),
    known.sale.paidAt,
  );
}

async function paid(amount = 100_000) {
  const link = await createLink(merchant, { amount });
  await product.sandbox.pay(link.provider_id ?? "");
  await followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
  const [payment] = (await listPayments(owner(), PaymentFilter.parse({ paylink_id: link.id }))).data;
  if (!payment) throw new Error("no payment");
  return payment;
}

describe("a refund", () => {
  it("in full on the same day is a cancel and is confirmed by the provider's own record", async () => {
    const payment = await paid();
    const refund = await requestRefund(owner(), { payment_id: payment.id, reason: "vazgeçti" });
    expect(refund).toMatchObject({ status: "scheduled", method: "cancel", amount: 100_000 });
    await follow(refund.id);
    expect(await getRefund(owner(), refund.id)).toMatchObject({ status: "confirmed" });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "refunded", amount_refunded: 100_000 });
  });

  it("of a part of today's sale waits for the next Istanbul day, then goes out once", async () => {
    const payment = await paid();
    const refund = await requestRefund(owner(), { payment_id: payment.id, amount: 30_000 });
    const before = (await sends()).length;
    await follow(refund.id);
    expect((await sends()).length).toBe(before);
    await product.advance(DAY);
    await follow(refund.id);
    expect((await sends()).length).toBe(before + 1);
    expect(await getRefund(owner(), refund.id)).toMatchObject({ status: "sent" });
    await product.advance(60);
    await follow(refund.id);
    expect(await getPayment(owner(), payment.id)).toMatchObject({
      status: "partially_refunded",
      amount_refunded: 30_000,
    });
  });

  it("of two equal parts takes the older record, so that the later one finds its own", async () => {
    const payment = await paid();
    await product.advance(DAY);
    const parts = [];
    for (const wait of [0, 300]) {
      await product.advance(wait);
      const part = await requestRefund(owner(), { payment_id: payment.id, amount: 30_000 });
      await follow(part.id);
      parts.push(part.id);
    }
    await product.advance(60);
    for (const id of parts) await follow(id);
    for (const id of parts) expect(await getRefund(owner(), id)).toMatchObject({ status: "confirmed" });
  });

  it("never reserves more than is left, however many ask at once", async () => {
    const payment = await paid();
    const asked = Array.from({ length: 20 }, () => requestRefund(owner(), { payment_id: payment.id, amount: 30_000 }));
    const settled = await Promise.allSettled(asked);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  });

  it("whose answer was lost is unknown and is never sent again", async () => {
    const payment = await paid();
    await product.sandbox.fault("transaction/reversed_request", "drop_before", { times: 1 });
    const refund = await requestRefund(owner(), { payment_id: payment.id });
    const before = (await sends()).length;
    for (let round = 0; round < 4; round += 1) await follow(refund.id);
    expect((await sends()).length).toBe(before + 1);
    expect(await getRefund(owner(), refund.id)).toMatchObject({ status: "unknown" });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "captured" });
  });

  it("whose answer was lost after it took effect is found at the provider", async () => {
    const payment = await paid();
    await product.sandbox.fault("transaction/reversed_request", "drop_after", { times: 1 });
    const refund = await requestRefund(owner(), { payment_id: payment.id });
    await follow(refund.id);
    expect(await getRefund(owner(), refund.id)).toMatchObject({ status: "confirmed" });
  });

  it("that ends while the card's bank takes money back leaves the payment disputed, and is in its sums", async () => {
    const payment = await paid();
    const refund = await requestRefund(owner(), { payment_id: payment.id, amount: 30_000 });
    const dispute = await openChargeback(owner(), { payment_id: payment.id, amount: 50_000, reason: "tanımıyor" });
    await product.advance(DAY);
    await follow(refund.id);
    await product.advance(60);
    await follow(refund.id);
    expect(await getRefund(owner(), refund.id)).toMatchObject({ status: "confirmed" });
    const because = { code: "chargeback_opened" };
    expect(await getPayment(owner(), payment.id)).toMatchObject({
      status: "disputed",
      because,
      amount_refunded: 30_000,
    });
    await settleChargeback(owner(), { id: dispute.id, outcome: "won" });
    expect(await getPayment(owner(), payment.id)).toMatchObject({
      status: "partially_refunded",
      amount_refunded: 30_000,
    });
  });

  it("that waits while a chargeback of all the rest is lost goes on, and withdrawn leaves its amount to be asked for", async () => {
    const payment = await paid();
    const refund = await requestRefund(owner(), { payment_id: payment.id, amount: 30_000 });
    const dispute = await openChargeback(owner(), { payment_id: payment.id, reason: "tanımıyor" });
    expect(dispute.amount).toBe(70_000);
    await settleChargeback(owner(), { id: dispute.id, outcome: "lost" });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "captured", amount_refunded: 0 });
    await withdrawRefund(owner(), { id: refund.id });
    const again = await requestRefund(owner(), { payment_id: payment.id });
    expect(again.amount).toBe(30_000);
    await product.advance(DAY);
    await follow(again.id);
    await product.advance(60);
    await follow(again.id);
    expect(await getPayment(owner(), payment.id)).toMatchObject({
      status: "partially_refunded",
      amount_refunded: 30_000,
    });
  });

  it("is sent once by ten followers at the same time", async () => {
    const payment = await paid();
    const refund = await requestRefund(owner(), { payment_id: payment.id });
    const before = (await sends()).length;
    await Promise.all(Array.from({ length: 10 }, () => follow(refund.id)));
    expect((await sends()).length).toBe(before + 1);
  });

  it("above one person's limit needs another person, who types the amount", async () => {
    const payment = await paid(600_000);
    const refund = await requestRefund(owner(), { payment_id: payment.id });
    expect(refund.status).toBe("awaiting_approval");
    await expect(approveRefund(owner(), { id: refund.id, amount: 600_000 })).rejects.toMatchObject({
      code: "forbidden",
    });
    const approver = makeContext(merchant, {
      role: "approver",
      userId: (await createUser(merchant.id, "approver")).id,
    });
    await expect(approveRefund(approver, { id: refund.id, amount: 599_999 })).rejects.toMatchObject({
      code: "invalid_input",
    });
    expect(await approveRefund(approver, { id: refund.id, amount: 600_000 })).toMatchObject({ status: "scheduled" });
    await follow(refund.id);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "refunded" });
  });

  it("that is refused or withdrawn frees its amount", async () => {
    const payment = await paid(600_000);
    const approver = makeContext(merchant, {
      role: "approver",
      userId: (await createUser(merchant.id, "approver")).id,
    });
    const first = await requestRefund(owner(), { payment_id: payment.id });
    expect(await rejectRefund(approver, { id: first.id })).toMatchObject({ status: "rejected" });
    const second = await requestRefund(owner(), { payment_id: payment.id });
    expect(await withdrawRefund(owner(), { id: second.id })).toMatchObject({ status: "withdrawn" });
    expect(await requestRefund(owner(), { payment_id: payment.id })).toMatchObject({ amount: 600_000 });
  });

  it.each(["cashier", "support", "auditor", "developer", "approver"] as const)(
    "is not for %s to ask for",
    async (role) => {
      const payment = await paid();
      await expect(requestRefund(makeContext(merchant, { role }), { payment_id: payment.id })).rejects.toMatchObject({
        code: "forbidden",
      });
    },
  );

  it("of another merchant's payment does not exist", async () => {
    const payment = await paid();
    const stranger = makeContext(await createMerchant());
    await expect(requestRefund(stranger, { payment_id: payment.id })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a refund that never reached the provider", () => {
  it("is rejected after three complete lists over twenty minutes; the amount is free, a person may ask anew", async () => {
    const payment = await paid();
    await product.sandbox.fault("transaction/reversed_request", "drop_before", { times: 1 });
    const refund = await requestRefund(owner(), { payment_id: payment.id });
    for (let round = 0; round < 5; round += 1) await follow(refund.id);
    expect(await getRefund(owner(), refund.id)).toMatchObject({ status: "unknown" });
    await product.advance(21 * 60);
    await follow(refund.id);
    expect(await getRefund(owner(), refund.id)).toMatchObject({
      status: "rejected",
      because: { code: "provider_absent_refund" },
    });
    const again = await requestRefund(owner(), { payment_id: payment.id });
    await follow(again.id);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "refunded", amount_refunded: 100_000 });
  });

  it("is told from one that did, however often and long it is asked about", async () => {
    const payment = await paid();
    await product.sandbox.fault("transaction/reversed_request", "drop_after", { times: 1 });
    const refund = await requestRefund(owner(), { payment_id: payment.id });
    await follow(refund.id);
    await product.advance(21 * 60);
    await follow(refund.id);
    expect(await getRefund(owner(), refund.id)).toMatchObject({ status: "confirmed" });
  });

  it("leaves the record of its equal to the one that did, and neither is awaited for ever", async () => {
    const payment = await paid();
    await product.advance(DAY);
    await product.sandbox.fault("transaction/reversed_request", "drop_before", { times: 1 });
    const lost = await requestRefund(owner(), { payment_id: payment.id, amount: 30_000 });
    await follow(lost.id);
    const arrived = await requestRefund(owner(), { payment_id: payment.id, amount: 30_000 });
    await follow(arrived.id);
    expect(await getRefund(owner(), arrived.id)).toMatchObject({ status: "sent" });
    await follow(lost.id);
    expect(await getRefund(owner(), lost.id)).toMatchObject({ status: "unknown" });
    await product.advance(60);
    await follow(lost.id);
    expect(await getRefund(owner(), lost.id)).toMatchObject({ status: "unknown" });
    await follow(arrived.id);
    expect(await getRefund(owner(), arrived.id)).toMatchObject({ status: "confirmed" });
    await product.advance(21 * 60);
    await follow(lost.id);
    expect(await getRefund(owner(), lost.id)).toMatchObject({ status: "rejected" });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ amount_refunded: 30_000 });
  });

  it.each([0, 1])(
    "one of two equal ones given back is counted once, whoever of the dead senders asks first",
    async (first) => {
      const payment = await paid();
      await product.advance(DAY);
      const equal: string[] = [];
      for (const isHeard of [false, true]) {
        const { id } = await requestRefund(owner(), { payment_id: payment.id, amount: 30_000 });
        await dieWhileSending(id, isHeard);
        await product.advance(60);
        equal.push(id);
      }
      if (first === 1) equal.reverse();
      for (let round = 0; round < 4; round += 1) {
        for (const id of equal) await follow(id);
        await product.advance(21 * 60);
      }
      const ends = await Promise.all(equal.map(async (id) => (await getRefund(owner(), id)).status));
      expect(ends.toSorted()).toEqual(["confirmed", "rejected"]);
      expect(await getPayment(owner(), payment.id)).toMatchObject({ amount_refunded: 30_000 });
    },
  );

  it("stays unknown while the lists cannot be read whole", async () => {
    const payment = await paid();
    await product.sandbox.fault("transaction/reversed_request", "drop_before", { times: 1 });
    await product.sandbox.fault("transaction/reversal_list", "status", { times: 50, status: 503 });
    const refund = await requestRefund(owner(), { payment_id: payment.id });
    for (let round = 0; round < 4; round += 1) await follow(refund.id);
    await product.advance(21 * 60);
    await follow(refund.id);
    await product.sandbox.clearFaults();
    expect(await getRefund(owner(), refund.id)).toMatchObject({ status: "unknown" });
  });
});

describe("a void", () => {
  it("takes today's capture back whole and ends it voided", async () => {
    const payment = await paid();
    const refund = await voidPayment(owner(), { payment_id: payment.id });
    await follow(refund.id);
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "voided", amount_refunded: 100_000 });
  });

  it("comes too late on the next day", async () => {
    const payment = await paid();
    await product.advance(DAY);
    await expect(voidPayment(owner(), { payment_id: payment.id })).rejects.toMatchObject({
      details: { reason: "void_too_late" },
    });
  });
});
