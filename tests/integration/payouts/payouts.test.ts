import { beforeAll, describe, expect, it } from "vitest";
import { openDispute } from "@/lib/escrow/disputes/open-dispute";
import { undoRelease } from "@/lib/escrow/releases/decide-release";
import { approvePayouts, markPayoutFailed, markPayoutPaid, withdrawPayout } from "@/lib/payouts/decide-payouts";
import { exportPayouts } from "@/lib/payouts/export-payouts";
import { getBankFile, getPayout } from "@/lib/payouts/queries";
import { requestPayouts } from "@/lib/payouts/request-payouts";
import { makeContext } from "../../support/context";
import { ledgerOf } from "../../support/escrow/factories-escrow";
import { IBAN, releasedPayout } from "../../support/escrow/factories-payout";
import { createMerchant, createUser, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";

const product = useProduct({ poolSize: 12 });
const OVER = 601;
let merchant: TestMerchant;
let second: ReturnType<typeof makeContext>;
const owner = () => makeContext(merchant);

beforeAll(async () => {
  merchant = await createMerchant();
  const { id } = await createUser(merchant.id, "approver");
  second = makeContext(merchant, { role: "approver", userId: id });
});

async function approved(amount: number, terms: Record<string, unknown> = {}) {
  const payout = await releasedPayout(merchant, amount, terms);
  await product.advance(OVER);
  await requestPayouts(owner(), { ids: [payout.id], way: "file" });
  await approvePayouts(second, { ids: [payout.id], amount: payout.amount });
  return payout;
}

describe("a payout", () => {
  it("is born with its release, for the beneficiary's part alone, and waits out the ten minutes", async () => {
    const payout = await releasedPayout(merchant, 100_000, {
      split: [
        { kind: "goods", amount: 90_000 },
        { kind: "commission", amount: 10_000 },
      ],
    });
    expect(payout).toMatchObject({ status: "waiting", amount: 90_000, beneficiary: { iban: IBAN }, way: null });
    await expect(requestPayouts(owner(), { ids: [payout.id], way: "file" })).rejects.toMatchObject({
      details: { reason: "payout_not_ready" },
    });
    expect(await ledgerOf(product, payout.payment_id)).toMatchObject({ beneficiary_payable: -90_000n });
  });

  it("goes away with a release that is undone, and an undo is too late once it can be asked for", async () => {
    const undone = await releasedPayout(merchant, 40_000);
    const release = { id: undone.escrow_id, request_id: undone.release_id };
    await undoRelease(owner(), release);
    expect(await getPayout(owner(), undone.id)).toMatchObject({
      status: "withdrawn",
      because: { code: "payout_release_undone" },
    });
    await product.advance(OVER);
    await expect(requestPayouts(owner(), { ids: [undone.id], way: "file" })).rejects.toMatchObject({
      details: { reason: "payout_is_release_undone" },
    });
    const kept = await approved(40_000);
    await expect(undoRelease(owner(), { id: kept.escrow_id, request_id: kept.release_id })).rejects.toMatchObject({
      details: { reason: "undo_too_late" },
    });
    expect(await getPayout(owner(), kept.id)).toMatchObject({ status: "approved" });
  });

  it("is approved by somebody else, who types the sum of all of them", async () => {
    const [one, two] = [await releasedPayout(merchant, 30_000), await releasedPayout(merchant, 20_000)];
    await product.advance(OVER);
    const ids = [one.id, two.id];
    await requestPayouts(owner(), { ids, way: "file" });
    await expect(approvePayouts(owner(), { ids, amount: 50_000 })).rejects.toMatchObject({
      code: "forbidden",
      details: { reason: "own_request" },
    });
    await expect(approvePayouts(second, { ids, amount: 5_000 })).rejects.toMatchObject({ code: "invalid_input" });
    expect(await getPayout(owner(), one.id)).toMatchObject({ status: "awaiting_approval" });
    const done = await approvePayouts(second, { ids, amount: 50_000 });
    expect(done.data.map(({ status }) => status)).toEqual(["approved", "approved"]);
    expect(await ledgerOf(product, one.payment_id)).toMatchObject({
      beneficiary_payable: 0n,
      payout_clearing: -30_000n,
    });
    const own = product.rows("update payouts set decided_by = requested_by where id = $1", [one.id]);
    await expect(own).rejects.toMatchObject({ constraint: "payouts_four_eyes" });
  });

  it("stands in one file for the bank, whose bytes never change and which runs nothing", async () => {
    const plain = await approved(123_450);
    const sly = await approved(60_000, { beneficiary: { name: "=HYPERLINK(1)", iban: IBAN } });
    const command = { ...owner(), commandSeed: "one export" };
    const file = await exportPayouts(command, { ids: [plain.id, sly.id] });
    const rows = file.content.split("\r\n");
    expect(rows[0]).toBe("\uFEFFsıra,alıcı adı,IBAN,tutar,açıklama");
    expect(file.content).toContain(`Ayşe Satıcı,${IBAN},"1234,50",`);
    expect(file.content).toContain("'=HYPERLINK(1)");
    expect([file.count, file.amount]).toEqual([2, 183_450]);
    expect(await exportPayouts(command, { ids: [plain.id, sly.id] })).toEqual(file);
    expect(await getBankFile(owner(), file.id)).toEqual(file);
    const stranger = makeContext(await createMerchant());
    await expect(getBankFile(stranger, file.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(exportPayouts(owner(), { ids: [plain.id] })).rejects.toMatchObject({
      details: { reason: "payout_is_exported" },
    });
    const changed = product.rows("update payout_batches set rows = '[]'");
    await expect(changed).rejects.toMatchObject({ code: "VZ002" });
  });

  it("is in one of two files that are written at once", async () => {
    const payout = await approved(25_000);
    const tries = await Promise.allSettled([1, 2, 3, 4].map(() => exportPayouts(owner(), { ids: [payout.id] })));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is paid as a person read it at the bank, or owed again", async () => {
    const paid = await approved(70_000);
    await expect(markPayoutPaid(owner(), { id: paid.id })).rejects.toMatchObject({
      details: { reason: "payout_is_approved" },
    });
    await exportPayouts(owner(), {});
    await markPayoutPaid(owner(), { id: paid.id, reference: "EFT 4471" });
    expect(await ledgerOf(product, paid.payment_id)).toMatchObject({ payout_clearing: 0n, bank_paid_out: -70_000n });
    await expect(markPayoutFailed(owner(), { id: paid.id })).rejects.toMatchObject({ code: "invalid_state" });

    const back = await approved(70_000);
    await exportPayouts(owner(), { ids: [back.id] });
    await markPayoutFailed(owner(), { id: back.id, reference: "IBAN kapalı" });
    expect(await ledgerOf(product, back.payment_id)).toMatchObject({
      payout_clearing: 0n,
      beneficiary_payable: -70_000n,
    });
    await requestPayouts(owner(), { ids: [back.id], way: "file" });
    expect(await getPayout(owner(), back.id)).toMatchObject({ status: "awaiting_approval", decided_by: null });
    await approvePayouts(second, { ids: [back.id], amount: 70_000 });
    expect(await ledgerOf(product, back.payment_id)).toMatchObject({ payout_clearing: -70_000n });
  });

  it("can be taken back until it leaves", async () => {
    const payout = await approved(15_000);
    expect(await withdrawPayout(owner(), { id: payout.id })).toMatchObject({ status: "withdrawn" });
    expect(await ledgerOf(product, payout.payment_id)).toMatchObject({
      payout_clearing: 0n,
      beneficiary_payable: -15_000n,
    });
    await expect(exportPayouts(owner(), { ids: [payout.id] })).rejects.toMatchObject({
      details: { reason: "payout_is_withdrawn" },
    });
  });

  it("waits while somebody objects, whatever was decided before", async () => {
    const payout = await approved(35_000);
    await openDispute(owner(), { id: payout.escrow_id, reason: "kutu boş" });
    await expect(exportPayouts(owner(), { ids: [payout.id] })).rejects.toMatchObject({
      details: { reason: "payout_is_disputed" },
    });
    const { id: another } = await releasedPayout(merchant, 5_000);
    await product.advance(OVER);
    await expect(requestPayouts(owner(), { ids: [another, payout.id], way: "file" })).rejects.toMatchObject({
      code: "invalid_state",
    });
    expect(await getPayout(owner(), another)).toMatchObject({ status: "waiting" });
  });

  it("is not made by a provider that makes none", async () => {
    const payout = await releasedPayout(merchant, 10_000);
    await product.advance(OVER);
    await expect(requestPayouts(owner(), { ids: [payout.id], way: "provider" })).rejects.toMatchObject({
      details: { reason: "provider_makes_no_payouts" },
    });
  });
});
