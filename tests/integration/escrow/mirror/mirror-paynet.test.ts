import { beforeAll, describe, expect, it } from "vitest";
import { getEscrow } from "@/lib/escrow/desk/queries";
import { openChargeback } from "@/lib/escrow/disputes/chargeback";
import { openDispute } from "@/lib/escrow/disputes/open-dispute";
import { confirmDelivery } from "@/lib/escrow/evidence/add-evidence";
import { decideMirror } from "@/lib/escrow/mirror/decide-mirror";
import { undoRelease } from "@/lib/escrow/releases/decide-release";
import { refundHeld } from "@/lib/escrow/releases/refund-held";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { systemClock } from "@/lib/kernel/clock";
import { listPayouts } from "@/lib/payouts/queries";
import { requestPayouts } from "@/lib/payouts/request-payouts";
import { PayoutFilter } from "@/lib/payouts/schemas";
import { followRefund } from "@/lib/refunds/follow-refund";
import { makeContext } from "../../../support/context";
import { heldCase } from "../../../support/escrow/factories-escrow";
import {
  carryMirrorOn,
  decideThere,
  heldAtProvider,
  SELLER_IBAN,
  switchMirror,
} from "../../../support/escrow/held-at-provider";
import { createMerchant, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";

const product = useProduct({ providerTimeoutMs: 1_500 });
const SAY = "transaction/escrow_status_update";
let merchant: TestMerchant;
const owner = () => makeContext(merchant);

beforeAll(async () => {
  merchant = await createMerchant({ cardEntry: "server_card_entry" });
  await switchMirror(merchant, "on");
});

const hold = () => heldAtProvider(merchant, "paynet");
const carryOn = (id: string) => carryMirrorOn(merchant, id);

async function released() {
  const { id } = await hold();
  await confirmDelivery(owner(), { id, evidence: { note: "teslim alındı" } });
  const escrow = await requestRelease(owner(), { id, note: "teslim" });
  expect(escrow).toMatchObject({ status: "released", mirror: { status: "due", decision: "approve" } });
  return escrow;
}

/** How often anything was said of the case, and what Paynet's own row shows. */
async function saidOf(escrowId: string) {
  const said = await product.rows("select 1 from provider_calls where operation = $1 and subject_id = $2", [
    SAY,
    escrowId,
  ]);
  const [row] = await product.rows<{ transaction_id: string }>(
    "select transaction_id from escrow_mirrors where escrow_id = $1",
    [escrowId],
  );
  const { paynet } = await product.sandbox.truth();
  const there = paynet.transactions?.find(({ xact_id }) => xact_id === row?.transaction_id);
  return { times: said.length, there: there?.hold };
}

describe("money that Paynet keeps until the delivery", () => {
  it("is started so and held on both sides; nothing is said before the ten minutes are over", async () => {
    const escrow = await hold();
    expect(escrow).toMatchObject({ status: "held", mirror: { provider: "paynet", status: "held", decision: null } });
    const { id } = await released();
    await carryOn(id);
    expect(await saidOf(id)).toEqual({ times: 0, there: "waiting" });
    await product.advance(601);
    expect(await carryOn(id)).toMatchObject({ mirror: { status: "confirmed", because: { code: "mirror_done" } } });
    expect(await saidOf(id)).toEqual({ times: 1, there: "approved" });
    await carryOn(id);
    expect((await saidOf(id)).times).toBe(1);
  });

  it("is paid out to its seller by us: Paynet's approval lets the merchant have it and pays nobody", async () => {
    const { id } = await heldAtProvider(merchant, "paynet", {
      beneficiary: { name: "Ayşe Satıcı", iban: SELLER_IBAN },
    });
    await confirmDelivery(owner(), { id, evidence: { note: "teslim alındı" } });
    await requestRelease(owner(), { id, note: "teslim" });
    await product.advance(601);
    expect(await carryOn(id)).toMatchObject({ mirror: { status: "confirmed" } });
    const payouts = async () => (await listPayouts(owner(), PayoutFilter.parse({ escrow_id: id }))).data;
    const ids = (await payouts()).map((payout) => payout.id);
    expect(ids).toHaveLength(1);
    await requestPayouts(owner(), { ids, way: "file" });
    expect(await payouts()).toMatchObject([{ status: "awaiting_approval", way: "file" }]);
  });

  it("of a release undone within them is never heard of", async () => {
    const { id, requests } = await released();
    await undoRelease(owner(), { id, request_id: requests[0]?.id ?? "" });
    expect(await getEscrow(owner(), id)).toMatchObject({ status: "held", mirror: { status: "held", decision: null } });
    await product.advance(601);
    await carryOn(id);
    expect(await saidOf(id)).toEqual({ times: 0, there: "waiting" });
  });

  it("is rejected there once all of it was given back by our own refund", async () => {
    const { id } = await hold();
    const { requests } = await refundHeld(owner(), { id, note: "vazgeçti" });
    const refund = { merchantId: merchant.id, refundId: requests[0]?.id ?? "", clock: systemClock };
    await followRefund(refund);
    await product.advance(120);
    await followRefund(refund);
    expect(await getEscrow(owner(), id)).toMatchObject({ status: "refunded", mirror: { decision: "reject" } });
    await carryOn(id);
    expect(await saidOf(id)).toEqual({ times: 1, there: "rejected" });
  });

  it("after a lost answer is unknown, never said again by itself, and ended by a person's word", async () => {
    const { id } = await released();
    await product.advance(601);
    await product.sandbox.fault(SAY, "drop_after");
    expect(await carryOn(id)).toMatchObject({ mirror: { status: "unknown" } });
    await product.advance(3_600);
    expect(await carryOn(id)).toMatchObject({ mirror: { status: "unknown" } });
    expect(await saidOf(id)).toEqual({ times: 1, there: "approved" });
    const done = { id, step: "done" as const, note: "panelde onaylı" };
    expect(await decideMirror(owner(), done)).toMatchObject({ mirror: { status: "confirmed" } });
    await expect(decideMirror(owner(), done)).rejects.toMatchObject({ code: "invalid_state" });
  });

  it("that never arrived is said again by a person's word alone", async () => {
    const { id } = await released();
    await product.advance(601);
    await product.sandbox.fault(SAY, "drop_before");
    await carryOn(id);
    await decideMirror(owner(), { id, step: "waiting", note: "panelde bekliyor" });
    expect(await carryOn(id)).toMatchObject({ mirror: { status: "confirmed" } });
    expect(await saidOf(id)).toEqual({ times: 2, there: "approved" });
  });

  it("that the provider refuses waits for a person; our books stand", async () => {
    const { id } = await released();
    await product.advance(601);
    // Somebody rejected it in the provider's own panel meanwhile.
    await decideThere(merchant, id, "reject");
    expect(await carryOn(id)).toMatchObject({ status: "released", mirror: { status: "refused" } });
    expect((await saidOf(id)).there).toBe("rejected");
    await decideMirror(owner(), { id, step: "again", note: "destek düzeltti" });
    expect(await carryOn(id)).toMatchObject({ mirror: { status: "refused", because: { code: "mirror_refused" } } });
  });

  it("is said by one of eight workers", async () => {
    const { id } = await released();
    await product.advance(601);
    await product.sandbox.fault(SAY, "delay", { delay_ms: 700 });
    await Promise.all(Array.from({ length: 8 }, () => carryOn(id)));
    expect(await saidOf(id)).toEqual({ times: 1, there: "approved" });
  });

  it("waits while somebody objects", async () => {
    const { id } = await released();
    const { payment_id } = await getEscrow(owner(), id);
    await openChargeback(owner(), { payment_id, reason: "tanımıyor" });
    await product.advance(601);
    expect(await carryOn(id)).toMatchObject({ mirror: { status: "due" } });
    expect((await saidOf(id)).times).toBe(0);
  });

  it("is not asked for where the account is not set so, nor on a provider's own page", async () => {
    await switchMirror(merchant, "off");
    expect(await hold()).toMatchObject({ status: "held", mirror: null });
    await switchMirror(merchant, "on");
    const other = await createMerchant();
    await switchMirror(other, "on");
    expect(await heldCase(other, 10_000)).toMatchObject({ status: "held", mirror: null });
    const { id } = await heldCase(other, 20_000);
    await expect(decideMirror(makeContext(other), { id, step: "again", note: "x" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(openDispute(makeContext(other), { id, reason: "bozuk" })).resolves.toBeDefined();
  });
});
