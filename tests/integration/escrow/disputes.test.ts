import { beforeAll, describe, expect, it } from "vitest";
import { getEscrow } from "@/lib/escrow/desk/queries";
import { openChargeback, settleChargeback } from "@/lib/escrow/disputes/chargeback";
import { openDispute, resolveDispute } from "@/lib/escrow/disputes/open-dispute";
import { getDispute } from "@/lib/escrow/disputes/queries";
import { confirmDelivery } from "@/lib/escrow/evidence/add-evidence";
import { approveRequest } from "@/lib/escrow/releases/decide-release";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { followEscrow } from "@/lib/escrow/timers/follow-escrow";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import { requestRefund } from "@/lib/refunds/request-refund";
import { makeContext } from "../../support/context";
import { heldCase, ledgerOf } from "../../support/escrow/factories-escrow";
import { createMerchant, createUser, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const DAY = 86_400;
const product = useProduct({ providerTimeoutMs: 1_500, poolSize: 12 });
let merchant: TestMerchant;
let second: ReturnType<typeof makeContext>;

beforeAll(async () => {
  merchant = await createMerchant();
  const { id } = await createUser(merchant.id, "approver");
  second = makeContext(merchant, { role: "approver", userId: id });
});

const owner = () => makeContext(merchant);
const follow = (escrowId: string) => followEscrow({ merchantId: merchant.id, escrowId, clock: systemClock });

describe("a dispute", () => {
  it("stops the clocks, blocks release and approval, and gives the days back when it is resolved", async () => {
    const held = await heldCase(merchant, 700_000, { auto_release_days: 10 });
    const asked = await requestRelease(owner(), { id: held.id, note: "teslim" });
    const open = await openDispute(owner(), { id: held.id, reason: "masa çizik" });
    expect(open).toMatchObject({ status: "held", substate: "disputed" });
    await expect(
      approveRequest(second, { id: held.id, request_id: asked.requests[0]?.id ?? "", amount: 700_000 }),
    ).rejects.toMatchObject({ details: { reason: "escrow_is_disputed" } });
    await product.advance(20 * DAY);
    await follow(held.id);
    expect(await getEscrow(owner(), held.id)).toMatchObject({ amount_released: 0, substate: "disputed" });
    const after = await resolveDispute(owner(), { id: held.id, outcome: "release", note: "değişti" });
    expect(after).toMatchObject({ substate: "release_requested", paused_at: null });
    const gained = Date.parse(after.auto_release_at ?? "") - Date.parse(held.auto_release_at ?? "");
    expect(gained).toBeGreaterThanOrEqual(20 * DAY * 1_000);
    expect(gained).toBeLessThan(21 * DAY * 1_000);
  });

  it("that the buyer wins asks for everything held to go back, under the refund rules", async () => {
    const held = await heldCase(merchant, 40_000);
    await openDispute(owner(), { id: held.id, reason: "hiç gelmedi" });
    await expect(openDispute(owner(), { id: held.id, reason: "yine" })).rejects.toMatchObject({ code: "conflict" });
    const after = await resolveDispute(owner(), { id: held.id, outcome: "refund", note: "gelmedi" });
    expect(after).toMatchObject({
      status: "held",
      substate: "refund_requested",
      amount_held: 0,
      amount_pending: 40_000,
    });
    await expect(resolveDispute(owner(), { id: held.id, outcome: "withdrawn" })).rejects.toMatchObject({
      details: { reason: "no_open_dispute" },
    });
  });
});

describe("a chargeback", () => {
  it("freezes held money; won, a second journal gives it back; lost, it stays gone", async () => {
    const won = await heldCase(merchant, 60_000);
    const dispute = await openChargeback(owner(), {
      payment_id: won.payment_id,
      reason: "tanımıyor",
      provider_reference: "cb-1",
    });
    expect(dispute).toMatchObject({ status: "open", amount: 60_000, from_held: 60_000, from_released: 0 });
    expect(await getEscrow(owner(), won.id)).toMatchObject({
      substate: "charged_back",
      amount_held: 0,
      amount_pending: 60_000,
    });
    expect(await ledgerOf(product, won.payment_id)).toMatchObject({
      escrow_liability: 0n,
      "provider_receivable:paynet": -1_200n,
    });
    expect(
      (await openChargeback(owner(), { payment_id: won.payment_id, reason: "yine", provider_reference: "cb-1" })).id,
    ).toBe(dispute.id);
    await expect(requestRelease(owner(), { id: won.id, note: "teslim" })).rejects.toMatchObject({
      details: { reason: "escrow_is_disputed" },
    });
    await expect(requestRefund(owner(), { payment_id: won.payment_id })).rejects.toMatchObject({
      code: "invalid_state",
    });
    await settleChargeback(owner(), { id: dispute.id, outcome: "won" });
    expect(await getEscrow(owner(), won.id)).toMatchObject({
      substate: "awaiting_delivery",
      amount_held: 60_000,
      amount_pending: 0,
    });
    expect((await getPayment(owner(), won.payment_id)).status).toBe("captured");

    const lost = await heldCase(merchant, 60_000);
    const { id } = await openChargeback(owner(), { payment_id: lost.payment_id, reason: "tanımıyor" });
    await settleChargeback(owner(), { id, outcome: "lost" });
    await settleChargeback(owner(), { id, outcome: "lost" });
    await expect(settleChargeback(owner(), { id, outcome: "won" })).rejects.toMatchObject({ code: "invalid_state" });
    expect(await getEscrow(owner(), lost.id)).toMatchObject({ status: "refunded", amount_refunded: 60_000 });
  });

  it("on released money becomes what the merchant owes, and from then on two people release", async () => {
    const debtor = await createMerchant();
    const mine = makeContext(debtor);
    const first = await heldCase(debtor, 80_000);
    await confirmDelivery(mine, { id: first.id, evidence: { note: "geldi" } });
    await requestRelease(mine, { id: first.id, amount: 50_000, note: "bir kısmı" });
    const dispute = await openChargeback(mine, { payment_id: first.payment_id, reason: "tanımıyor" });
    expect(dispute).toMatchObject({ amount: 80_000, from_held: 30_000, from_released: 50_000 });
    expect(await ledgerOf(product, first.payment_id)).toMatchObject({
      chargeback_receivable: 50_000n,
      escrow_liability: 0n,
    });

    const next = await heldCase(debtor, 10_000);
    await confirmDelivery(mine, { id: next.id, evidence: { note: "geldi" } });
    const waits = await requestRelease(mine, { id: next.id, note: "teslim" });
    expect(waits.requests[0]).toMatchObject({
      status: "awaiting_approval",
      because: { code: "merchant_owes_chargeback" },
    });
    await settleChargeback(mine, { id: dispute.id, outcome: "won" });
    expect(await ledgerOf(product, first.payment_id)).toMatchObject({
      chargeback_receivable: 0n,
      escrow_liability: -30_000n,
    });
    expect(await getEscrow(mine, first.id)).toMatchObject({
      amount_held: 30_000,
      amount_released: 50_000,
      status: "held",
    });
  });

  it("of a payment nothing was held for is booked as owed by the merchant", async () => {
    const link = await createLink(merchant, { amount: 20_000 });
    const booked = await book(merchant, link, transactionOf(link));
    if (booked.kind !== "booked") throw new Error(booked.kind);
    const { paymentId } = booked;
    const dispute = await openChargeback(owner(), { payment_id: paymentId, reason: "tanımıyor" });
    expect(await getDispute(owner(), dispute.id)).toMatchObject({ escrow_id: null, from_released: 20_000 });
    expect(await ledgerOf(product, paymentId)).toMatchObject({ chargeback_receivable: 20_000n });
  });

  it("of a part freezes the whole, and lost, leaves the rest as it was", async () => {
    const held = await heldCase(merchant, 90_000, { auto_release_days: 2, ship_within_hours: 12 });
    const dispute = await openChargeback(owner(), { payment_id: held.payment_id, amount: 20_000, reason: "eksik" });
    await product.advance(3 * DAY);
    await follow(held.id);
    expect(await getEscrow(owner(), held.id)).toMatchObject({ amount_held: 70_000, amount_pending: 20_000 });
    await settleChargeback(owner(), { id: dispute.id, outcome: "lost" });
    const after = await getEscrow(owner(), held.id);
    expect(after).toMatchObject({ substate: "awaiting_delivery", amount_held: 70_000, amount_refunded: 20_000 });
    expect(after.paused_at).toBeNull();
    expect((await getPayment(owner(), held.payment_id)).status).toBe("captured");
    await product.advance(12 * 3_600);
    await follow(held.id);
    expect(await getEscrow(owner(), held.id)).toMatchObject({ amount_held: 0, amount_pending: 70_000 });
  });

  it("takes back what waited for a second person", async () => {
    const held = await heldCase(merchant, 70_000);
    await requestRelease(owner(), { id: held.id, note: "teslim" });
    const dispute = await openChargeback(owner(), { payment_id: held.payment_id, reason: "tanımıyor" });
    expect(dispute.from_held).toBe(70_000);
    expect((await getEscrow(owner(), held.id)).requests[0]).toMatchObject({ status: "withdrawn" });
  });
});
