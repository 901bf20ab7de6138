import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import { sweepAccount } from "@/lib/payments/sweep-account";
import { getPosSession } from "@/lib/pos/sales/queries";
import type { PosSessionDto } from "@/lib/pos/schemas";
import { answerForPosSale, cancelPosSale, seePosAlarm } from "@/lib/pos/steps/decide-sale";
import { reversePosSale } from "@/lib/pos/steps/reverse-sale";
import { followRefund } from "@/lib/refunds/follow-refund";
import { getRefund } from "@/lib/refunds/queries";
import { requestRefund } from "@/lib/refunds/request-refund";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";
import { ask, newTill, startSale } from "./pos-sale";

const product = useProduct({ providerTimeoutMs: 1_500 });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const owner = () => makeContext(merchant);
const paymentOf = (session: PosSessionDto) => getPayment(owner(), session.payment_id);
const phone = (session: PosSessionDto, action: Parameters<typeof product.sandbox.pos>[1]) =>
  product.sandbox.pos(session.payment_session_id ?? "", action);
const startsSent = (session: PosSessionDto) =>
  product.sandbox.calls("softpos/init_sale_transaction", session.provider_reference);

/** The provider's session of a start whose answer never reached us. */
async function phoneSessionOf(reference: string): Promise<string> {
  const { paynet } = await product.sandbox.truth();
  const found = paynet.pos?.find((row) => row.reference_no === reference);
  if (!found) throw new Error(`the phone has no session of ${reference}`);
  return String(found.payment_session_id);
}

/** The till's key is ended in the provider's own panel: nobody tells us. */
async function endKeyAtProvider({ session_key }: PosSessionDto): Promise<void> {
  const answer = await fetch(`${product.sandbox.url}/paynet/v1/agent/logout`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Basic sck_sandbox_demo", paynetmobile: "2" },
    body: JSON.stringify({ session_key }),
  });
  expect(answer.status).toBe(200);
}

describe("taps", () => {
  it("a declined tap, then a card that pays in the same session", async () => {
    const session = await startSale(merchant);
    await phone(session, "decline");
    expect(await ask(merchant, session.id)).toMatchObject({ status: "declined", decline: { code: "05" } });
    expect(await paymentOf(session)).toMatchObject({ status: "failed", amount_charged: null });
    await phone(session, "approve");
    expect(await ask(merchant, session.id)).toMatchObject({ status: "succeeded", alarm: null });
    const payment = await paymentOf(session);
    expect(payment).toMatchObject({ status: "captured", amount_charged: 14_990, review: null });
    expect(payment.attempts.map(({ status }) => status).sort()).toEqual(["captured", "failed"]);
  });

  it("another try of the sale has a reference of its own and pays the same payment", async () => {
    const till = newTill();
    const first = await startSale(merchant, till);
    await phone(first, "decline");
    await ask(merchant, first.id);
    const second = await startSale(merchant, { ...till, payment_id: first.payment_id });
    expect(second).toMatchObject({ payment_id: first.payment_id, try_number: 2, status: "initiated" });
    expect(second.provider_reference).not.toBe(first.provider_reference);
    await phone(second, "approve");
    expect(await ask(merchant, second.id)).toMatchObject({ status: "succeeded" });
    expect(await paymentOf(first)).toMatchObject({ status: "captured", pos_session_id: second.id });
    await expect(startSale(merchant, { ...till, payment_id: first.payment_id })).rejects.toMatchObject({
      code: "invalid_state",
    });
  });

  it("the first session pays late beside the second: both are booked, a person is told, nothing is hidden", async () => {
    const till = newTill();
    const first = await startSale(merchant, till);
    await phone(first, "decline");
    await ask(merchant, first.id);
    const second = await startSale(merchant, { ...till, payment_id: first.payment_id });
    await phone(second, "approve");
    await ask(merchant, second.id);
    await phone(first, "approve");
    const late = await ask(merchant, first.id);
    expect(late).toMatchObject({ status: "late_success", alarm: { seen_by: null } });
    expect(late.payment_id).not.toBe(second.payment_id);
    expect(await getPayment(owner(), late.payment_id)).toMatchObject({ status: "captured", review: "duplicate" });
  });
});

describe("answers that are lost", () => {
  it("a start that reached the phone is found by its reference and never sent again", async () => {
    await product.sandbox.fault("softpos/init_sale_transaction", "drop_after", { times: 1 });
    const session = await startSale(merchant);
    expect(session).toMatchObject({
      status: "unknown",
      payment_session_id: null,
      because: { code: "pos_start_answer_lost" },
    });
    expect(await paymentOf(session)).toMatchObject({ status: "unknown" });
    await product.sandbox.pos(await phoneSessionOf(session.provider_reference), "approve");
    expect(await ask(merchant, session.id)).toMatchObject({ status: "succeeded" });
    expect(await paymentOf(session)).toMatchObject({ status: "captured", amount_charged: 14_990 });
    expect(await startsSent(session)).toHaveLength(1);
  });

  it.each(["drop_before", "status", "html"])(
    "a start answered by %s charges nobody and ends in time",
    async (effect) => {
      await product.sandbox.fault("softpos/init_sale_transaction", effect, { times: 1, status: 500 });
      const till = newTill();
      const session = await startSale(merchant, till);
      expect(session.status).toBe("unknown");
      // Nobody charges the same sale again while its end is unknown.
      await expect(startSale(merchant, { ...till, payment_id: session.payment_id })).rejects.toMatchObject({
        code: "conflict",
        details: { reason: "end_not_known", pos_session_id: session.id },
      });
      for (const seconds of [0, 1_300, 1_500]) {
        await product.advance(seconds);
        await ask(merchant, session.id);
      }
      expect(await getPosSession(owner(), session.id)).toMatchObject({ status: "expired" });
      expect(await paymentOf(session)).toMatchObject({
        status: "expired",
        because: { code: "provider_knows_no_pos_sale" },
      });
      expect(await startsSent(session)).toHaveLength(1);
    },
  );

  it("a key that is never answered starts nothing; the till is free again", async () => {
    await product.sandbox.fault("agent/get_auth_key", "drop_before", { times: 2 });
    const till = newTill();
    const session = await startSale(merchant, till);
    expect(session).toMatchObject({ status: "closed", because: { code: "pos_key_answer_lost" } });
    expect(await paymentOf(session)).toMatchObject({ status: "expired" });
    expect(await startsSent(session)).toHaveLength(0);
    expect(await startSale(merchant, till)).toMatchObject({ status: "initiated" });
  });

  it("a key that ended before the start starts nothing; one that ended after it is renewed for the question alone", async () => {
    const till = newTill();
    const first = await startSale(merchant, till);
    await phone(first, "approve");
    await ask(merchant, first.id);
    await endKeyAtProvider(first);
    const refused = await startSale(merchant, till);
    expect(refused).toMatchObject({ status: "closed", decline: { code: "key_refused" } });
    const again = await startSale(merchant, { ...till, payment_id: refused.payment_id });
    expect(again.status).toBe("initiated");
    await phone(again, "approve");
    await endKeyAtProvider(again);
    expect(await ask(merchant, again.id)).toMatchObject({ status: "succeeded" });
    expect(await startsSent(again)).toHaveLength(1);
  });
});

describe("what people decide", () => {
  it("given up, then paid after all: alarm, seen, and given back whole on the phone", async () => {
    const session = await startSale(merchant);
    expect(await cancelPosSale(owner(), { id: session.id })).toMatchObject({ status: "cancelled" });
    await ask(merchant, session.id);
    await phone(session, "late_success");
    const late = await ask(merchant, session.id);
    expect(late).toMatchObject({
      status: "late_success",
      alarm: { seen_by: null },
      allowed_actions: { reverse: { allowed: true } },
    });
    expect(await paymentOf(session)).toMatchObject({ status: "captured", review: "pos_late" });
    expect(await seePosAlarm(owner(), { id: session.id })).toMatchObject({ alarm: { seen_by: merchant.ownerId } });

    await reversePosSale(owner(), { id: session.id });
    const [refund] = await product.rows<{ id: string }>("select id from refunds where payment_id = $1", [
      session.payment_id,
    ]);
    const refundId = refund?.id ?? "";
    await followRefund({ merchantId: merchant.id, refundId, clock: systemClock });
    expect(await getRefund(owner(), refundId)).toMatchObject({ status: "sent", amount: 14_990 });
    const sent = await getPosSession(owner(), session.id);
    expect(sent).toMatchObject({ reversal: { refund_id: refundId }, allowed_actions: { reverse: { allowed: false } } });
    const [reversal] =
      (await product.sandbox.truth()).paynet.pos?.filter((row) => row.kind === "reversal").slice(-1) ?? [];
    expect(sent.reversal?.deeplink_url).toContain(String(reversal?.payment_session_id));
    await product.sandbox.pos(String(reversal?.payment_session_id), "approve");
    await followRefund({ merchantId: merchant.id, refundId, clock: systemClock });
    expect(await getRefund(owner(), refundId)).toMatchObject({ status: "confirmed" });
    expect(await paymentOf(session)).toMatchObject({ status: "refunded", amount_refunded: 14_990 });
  });

  it("a reversal nobody finishes on the phone frees its reservation after a day", async () => {
    const session = await startSale(merchant);
    await phone(session, "approve");
    await ask(merchant, session.id);
    await reversePosSale(owner(), { id: session.id });
    const [refund] = await product.rows<{ id: string }>("select id from refunds where payment_id = $1", [
      session.payment_id,
    ]);
    const request = { merchantId: merchant.id, refundId: refund?.id ?? "", clock: systemClock };
    await followRefund(request);
    for (const seconds of [3_600, 86_400, 700, 700]) {
      await product.advance(seconds);
      await followRefund(request);
    }
    expect(await getRefund(owner(), request.refundId)).toMatchObject({ status: "rejected" });
    expect(await paymentOf(session)).toMatchObject({ status: "captured", amount_refunded: 0 });
  });

  it("a part of a phone's sale is never asked for", async () => {
    const session = await startSale(merchant);
    await phone(session, "approve");
    await ask(merchant, session.id);
    await expect(requestRefund(owner(), { payment_id: session.payment_id, amount: 1_000 })).rejects.toMatchObject({
      code: "invalid_state",
      details: { reason: "whole_only" },
    });
  });

  it("after a quarter of an hour of silence the cashier is asked; the provider's word still wins", async () => {
    const session = await startSale(merchant);
    await product.advance(901);
    expect(await ask(merchant, session.id)).toMatchObject({
      status: "unknown",
      because: { code: "pos_end_not_known" },
    });
    expect(await paymentOf(session)).toMatchObject({ status: "unknown" });
    expect(await answerForPosSale(owner(), { id: session.id, answer: "slip_paid" })).toMatchObject({
      status: "unknown",
      cashier_answer: { answer: "slip_paid", by: merchant.ownerId },
    });
    expect(await paymentOf(session)).toMatchObject({ status: "unknown", review: "pos_slip" });
    expect(await answerForPosSale(owner(), { id: session.id, answer: "no_slip" })).toMatchObject({ status: "expired" });
    expect(await paymentOf(session)).toMatchObject({ status: "expired", trust: "unsigned" });
    await phone(session, "late_success");
    expect(await ask(merchant, session.id)).toMatchObject({ status: "late_success" });
    expect(await paymentOf(session)).toMatchObject({ status: "captured", review: "pos_late" });
    const told = await product.rows<{ data: { answer: string } }>(
      "select data from audit_log where subject_id = $1 and action = 'pos_session.cashier_answered' order by seq",
      [session.id],
    );
    expect(told.map(({ data }) => data.answer)).toEqual(["slip_paid", "no_slip"]);
  });

  it("what nobody asks about any more is found by the account's own list", async () => {
    const shop = await createMerchant();
    const session = await startSale(shop);
    await cancelPosSale(makeContext(shop), { id: session.id });
    await phone(session, "late_success");
    const [row] = await product.rows<{ provider_account_id: string }>(
      "select provider_account_id from pos_sessions where id = $1",
      [session.id],
    );
    await sweepAccount(shop.id, row?.provider_account_id ?? "", systemClock);
    expect(await getPosSession(makeContext(shop), session.id)).toMatchObject({ status: "late_success" });
  });
});
