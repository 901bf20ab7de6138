import { beforeAll, describe, expect, it } from "vitest";
import { getEscrow } from "@/lib/escrow/desk/queries";
import { confirmDelivery, markShipped } from "@/lib/escrow/evidence/add-evidence";
import { approveRequest, rejectRequest, undoRelease, withdrawRequest } from "@/lib/escrow/releases/decide-release";
import { refundHeld } from "@/lib/escrow/releases/refund-held";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { getPayment } from "@/lib/payments/queries";
import { rejectRefund } from "@/lib/refunds/decide-refund";
import { makeContext } from "../../support/context";
import { heldCase, ledgerOf } from "../../support/escrow/factories-escrow";
import { createMerchant, createUser, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const product = useProduct({ providerTimeoutMs: 1_500, poolSize: 12 });
let merchant: TestMerchant;
let second: ReturnType<typeof makeContext>;

beforeAll(async () => {
  merchant = await createMerchant();
  const { id } = await createUser(merchant.id, "approver");
  second = makeContext(merchant, { role: "approver", userId: id });
});

const owner = () => makeContext(merchant);
const ARRIVED = { evidence: { note: "kapıda imzalandı" } };

describe("held money", () => {
  it("is credited to the held account when the payment is captured, with the clocks of its terms", async () => {
    const held = await heldCase(merchant, 120_000, { ship_within_hours: 48, auto_release_days: 7 });
    expect(held).toMatchObject({
      status: "held",
      substate: "awaiting_delivery",
      amount_total: 120_000,
      amount_held: 120_000,
      amount_pending: 0,
    });
    expect(held.ship_by).not.toBeNull();
    expect(held.auto_release_at).not.toBeNull();
    expect(await ledgerOf(product, held.payment_id)).toMatchObject({ escrow_liability: -120_000n });
    expect((await getPayment(owner(), held.payment_id)).escrow_account_id).toBe(held.id);
  });

  it("is released by one person below the limit once it arrived, and booked once", async () => {
    const held = await heldCase(merchant, 90_000);
    await confirmDelivery(owner(), { id: held.id, ...ARRIVED });
    const after = await requestRelease(owner(), { id: held.id, note: "teslim" });
    expect(after).toMatchObject({ status: "released", substate: "released", amount_held: 0, amount_released: 90_000 });
    expect(await ledgerOf(product, held.payment_id)).toMatchObject({
      escrow_liability: 0n,
      merchant_payable: -90_000n,
    });
  });

  it("waits for a second person where nothing shows that it arrived, or above the limit", async () => {
    const silent = await heldCase(merchant, 90_000);
    const asked = await requestRelease(owner(), { id: silent.id, note: "müşteri aradı" });
    expect(asked).toMatchObject({
      status: "held",
      substate: "release_requested",
      amount_held: 0,
      amount_pending: 90_000,
    });
    expect(asked.requests[0]).toMatchObject({
      kind: "release",
      status: "awaiting_approval",
      because: { code: "no_proof_of_delivery" },
    });

    const dear = await heldCase(merchant, 900_000);
    await confirmDelivery(owner(), { id: dear.id, ...ARRIVED });
    const waits = await requestRelease(owner(), { id: dear.id, note: "teslim" });
    expect(waits.requests[0]).toMatchObject({
      status: "awaiting_approval",
      because: { code: "release_above_limit" },
    });
  });

  it("does not slip under the limit in parts", async () => {
    const dear = await heldCase(merchant, 900_000);
    await confirmDelivery(owner(), { id: dear.id, ...ARRIVED });
    const first = await requestRelease(owner(), { id: dear.id, amount: 400_000, note: "bir" });
    expect(first).toMatchObject({ amount_released: 400_000 });
    const next = await requestRelease(owner(), { id: dear.id, amount: 400_000, note: "iki" });
    expect(next).toMatchObject({ amount_released: 400_000, amount_pending: 400_000 });
  });

  it("is approved by somebody else, who types the amount and sees what changed", async () => {
    const held = await heldCase(merchant, 900_000);
    const asked = await requestRelease(owner(), { id: held.id, note: "teslim" });
    const request_id = asked.requests[0]?.id ?? "";
    const wish = { id: held.id, request_id, amount: 900_000 };
    await expect(approveRequest(owner(), wish)).rejects.toMatchObject({
      code: "forbidden",
      details: { reason: "own_request" },
    });
    await expect(approveRequest(second, { ...wish, amount: 90_000 })).rejects.toMatchObject({ code: "invalid_input" });
    await markShipped(owner(), { id: held.id, carrier: "Horoz", tracking_no: "44182097" });
    await expect(approveRequest(second, { ...wish, seen_version: asked.version })).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "case_changed" },
    });
    const done = await approveRequest(second, { ...wish, seen_version: (await getEscrow(owner(), held.id)).version });
    expect(done).toMatchObject({ status: "released", amount_released: 900_000 });
    expect(done.requests[0]).toMatchObject({ status: "applied", decided_by: second.actor.id });
  });

  it("is held again when the second person refuses or the first takes it back", async () => {
    const held = await heldCase(merchant, 900_000);
    const asked = await requestRelease(owner(), { id: held.id, note: "teslim" });
    const request_id = asked.requests[0]?.id ?? "";
    expect(await rejectRequest(second, { id: held.id, request_id })).toMatchObject({
      amount_held: 900_000,
      amount_pending: 0,
    });
    const again = await requestRelease(owner(), { id: held.id, note: "teslim" });
    const open = again.requests.find(({ status }) => status === "awaiting_approval")?.id ?? "";
    expect(await withdrawRequest(owner(), { id: held.id, request_id: open })).toMatchObject({
      status: "held",
      amount_held: 900_000,
    });
  });

  it("can be taken back for ten minutes by a journal of its own, then no more", async () => {
    const held = await heldCase(merchant, 90_000);
    await confirmDelivery(owner(), { id: held.id, ...ARRIVED });
    const first = await requestRelease(owner(), { id: held.id, note: "teslim" });
    const back = await undoRelease(owner(), { id: held.id, request_id: first.requests[0]?.id ?? "" });
    expect(back).toMatchObject({ status: "held", amount_held: 90_000, amount_released: 0 });
    expect(await ledgerOf(product, held.payment_id)).toMatchObject({
      escrow_liability: -90_000n,
      merchant_payable: 0n,
    });
    const again = await requestRelease(owner(), { id: held.id, note: "yine" });
    const applied = again.requests.find(({ status }) => status === "applied")?.id ?? "";
    await product.advance(601);
    await expect(undoRelease(owner(), { id: held.id, request_id: applied })).rejects.toMatchObject({
      code: "invalid_state",
      details: { reason: "undo_too_late" },
    });
  });

  it("goes out in parts to both sides, never more than was charged", async () => {
    const held = await heldCase(merchant, 100_000);
    await confirmDelivery(owner(), { id: held.id, ...ARRIVED });
    await requestRelease(owner(), { id: held.id, amount: 40_000, note: "bir kısmı" });
    const mixed = await refundHeld(owner(), { id: held.id, amount: 25_000, note: "eksik parça" });
    expect(mixed).toMatchObject({ amount_held: 35_000, amount_pending: 25_000, amount_released: 40_000 });
    await expect(refundHeld(owner(), { id: held.id, amount: 35_001, note: "fazla" })).rejects.toMatchObject({
      code: "limit_exceeded",
      details: { left: 35_000 },
    });
    await expect(requestRelease(owner(), { id: held.id, amount: 35_001, note: "fazla" })).rejects.toMatchObject({
      details: { reason: "more_than_held", left: 35_000 },
    });
    const refund = mixed.requests.find(({ kind }) => kind === "refund");
    expect(refund).toMatchObject({ amount: 25_000, status: "scheduled" });
  });

  it("refunds above the refund limit wait for somebody else, and a refusal holds the money again", async () => {
    const held = await heldCase(merchant, 900_000);
    const asked = await refundHeld(owner(), { id: held.id, note: "vazgeçti" });
    const request_id = asked.requests[0]?.id ?? "";
    await expect(approveRequest(owner(), { id: held.id, request_id, amount: 900_000 })).rejects.toMatchObject({
      code: "forbidden",
    });
    await rejectRefund(second, { id: request_id });
    expect(await getEscrow(owner(), held.id)).toMatchObject({
      status: "held",
      substate: "awaiting_delivery",
      amount_held: 900_000,
      amount_pending: 0,
    });
  });

  it("is released once by two hundred at once; the others are told who was quicker", async () => {
    const held = await heldCase(merchant, 90_000);
    await confirmDelivery(owner(), { id: held.id, ...ARRIVED });
    const settled = await Promise.allSettled(
      Array.from({ length: 200 }, (_unused, index) =>
        requestRelease(owner(), { id: held.id, note: `teslim ${index}` }),
      ),
    );
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = settled.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(refused.every((error) => error.details.requested_by === merchant.ownerId)).toBe(true);
    const journals = await product.rows("select 1 from journals where payment_id = $1 and kind = 'release'", [
      held.payment_id,
    ]);
    expect(journals).toHaveLength(1);
  });
});
