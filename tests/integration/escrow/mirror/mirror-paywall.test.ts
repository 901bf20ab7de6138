import { beforeAll, describe, expect, it } from "vitest";
import { getEscrow } from "@/lib/escrow/desk/queries";
import { confirmDelivery } from "@/lib/escrow/evidence/add-evidence";
import { decideMirror } from "@/lib/escrow/mirror/decide-mirror";
import { refundHeld } from "@/lib/escrow/releases/refund-held";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { systemClock } from "@/lib/kernel/clock";
import { markPayoutPaid } from "@/lib/payouts/decide-payouts";
import { listPayouts } from "@/lib/payouts/queries";
import { requestPayouts } from "@/lib/payouts/request-payouts";
import { PayoutFilter } from "@/lib/payouts/schemas";
import { followRefund } from "@/lib/refunds/follow-refund";
import { addMember, askMember } from "@/lib/settings/members/add-member";
import { listProviderMembers } from "@/lib/settings/members/queries";
import { makeContext } from "../../../support/context";
import { ledgerOf } from "../../../support/escrow/factories-escrow";
import {
  carryMirrorOn,
  decideThere,
  heldAtProvider,
  SELLER_IBAN,
  switchMirror,
} from "../../../support/escrow/held-at-provider";
import { createMerchant, createProviderAccount, createUser, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";

const product = useProduct({ providerTimeoutMs: 1_500 });
const APPROVE = "marketplace/approve/self/product";
const TERMS = {
  beneficiary: { name: "Ceviz Atölyesi", iban: SELLER_IBAN },
  split: [
    { kind: "goods" as const, amount: 90_000 },
    { kind: "commission" as const, amount: 10_000 },
  ],
};
let merchant: TestMerchant;
let accountId: string;
let second: ReturnType<typeof makeContext>;
const owner = () => makeContext(merchant);

const seller = (change: object = {}) => ({
  provider_account_id: accountId,
  kind: "company" as const,
  name: "Ceviz Atölyesi",
  iban: SELLER_IBAN,
  email: "ceviz@example.com",
  phone: "5550000009",
  address: "Moda, İstanbul",
  tax_office: "Kadıköy",
  tax_number: "1234567890",
  ...change,
});

beforeAll(async () => {
  merchant = await createMerchant({ cardEntry: "server_card_entry" });
  accountId = await createProviderAccount(merchant.id, { provider: "paywall", cardEntry: "server_card_entry" });
  await switchMirror(merchant, "on");
  const { id } = await createUser(merchant.id, "finance");
  second = makeContext(merchant, { role: "finance", userId: id });
});

const hold = (terms: object = TERMS) => heldAtProvider(merchant, "paywall", { ...terms });
const carryOn = (id: string) => carryMirrorOn(merchant, id);
const payoutsOf = async (id: string) => (await listPayouts(owner(), PayoutFilter.parse({ escrow_id: id }))).data;
const approvals = async (id: string) =>
  (await product.rows("select 1 from provider_calls where operation = $1 and subject_id = $2", [APPROVE, id])).length;

/** Released by one person, and the provider's payment by it wanted by another. */
async function released() {
  const { id } = await hold();
  await confirmDelivery(owner(), { id, evidence: { note: "teslim alındı" } });
  await requestRelease(owner(), { id, note: "teslim" });
  await product.advance(601);
  expect(await carryOn(id)).toMatchObject({
    mirror: { status: "refused", because: { code: "mirror_needs_second_person" } },
  });
  const wish = { id, step: "again" as const, note: "gördüm" };
  await expect(decideMirror(owner(), wish)).rejects.toMatchObject({ code: "forbidden" });
  await decideMirror(second, wish);
  return id;
}

describe("sellers at Paywall", () => {
  it("nobody is held for before the seller is known there", async () => {
    expect(await hold()).toMatchObject({ status: "held", mirror: null });
  });

  it("are made once; a lost answer is asked about, a refusal can be wished again", async () => {
    const refused = await addMember(owner(), seller({ iban: "TR470006701000000011223344", email: "a@b" })).catch(
      (cause: { code: string }) => cause.code,
    );
    expect(refused).toBe("invalid_input");
    await product.sandbox.fault("member", "drop_after", { provider: "paywall" });
    const lost = await addMember(owner(), seller());
    expect(lost).toMatchObject({ status: "unknown", member_number: null });
    await expect(addMember(owner(), seller())).rejects.toMatchObject({ code: "conflict" });
    const found = await askMember(owner(), { id: lost.id });
    expect(found).toMatchObject({ status: "made", member_number: expect.any(Number) });
    expect(await listProviderMembers(owner())).toEqual([found]);
    expect(JSON.stringify(await product.rows("select * from provider_members"))).not.toContain("1234567890");
  });
});

describe("money that Paywall keeps until the delivery", () => {
  it("is divided at the start, approved after the ten minutes, and pays the seller by itself", async () => {
    const id = await released();
    const [owed] = await payoutsOf(id);
    expect(owed).toMatchObject({ status: "waiting", amount: 90_000 });
    await expect(requestPayouts(owner(), { ids: [owed?.id ?? ""], way: "file" })).rejects.toMatchObject({
      details: { reason: "provider_pays_seller" },
    });
    expect(await carryOn(id)).toMatchObject({ mirror: { status: "confirmed", decision: "approve", drift: null } });
    expect(await approvals(id)).toBe(1);
    const [sent] = await payoutsOf(id);
    expect(sent).toMatchObject({ status: "sent", way: "approval", because: { code: "payout_by_approval" } });
    await markPayoutPaid(owner(), { id: sent?.id ?? "", reference: "Paywall hakediş" });
    const { payment_id } = await getEscrow(owner(), id);
    expect(await ledgerOf(product, payment_id)).toMatchObject({ beneficiary_payable: 0n, bank_paid_out: -90_000n });
    await expect(decideMirror(owner(), { id, step: "cancel", note: "x" })).rejects.toMatchObject({
      details: { reason: "mirror_seller_paid" },
    });
  });

  it("after a lost answer is looked up, never approved again", async () => {
    const id = await released();
    await product.sandbox.fault(APPROVE, "drop_after", { provider: "paywall" });
    expect(await carryOn(id)).toMatchObject({ mirror: { status: "unknown" } });
    await expect(decideMirror(owner(), { id, step: "done", note: "x" })).rejects.toMatchObject({
      details: { reason: "mirror_is_asked_about" },
    });
    expect(await carryOn(id)).toMatchObject({ mirror: { status: "confirmed" } });
    expect(await approvals(id)).toBe(1);
  });

  it("that never arrived is refused after three looks over twenty minutes, and can be said again", async () => {
    const id = await released();
    await product.sandbox.fault(APPROVE, "drop_before", { provider: "paywall" });
    for (const seconds of [0, 60, 60]) {
      await product.advance(seconds);
      expect(await carryOn(id)).toMatchObject({ mirror: { status: "unknown" } });
    }
    await product.advance(1_201);
    expect(await carryOn(id)).toMatchObject({ mirror: { status: "refused", because: { code: "mirror_absent" } } });
    await decideMirror(second, { id, step: "again", note: "yeniden" });
    expect(await carryOn(id)).toMatchObject({ mirror: { status: "confirmed" } });
  });

  it("that arrives after all is still looked for, and nothing of ours pays beside it", async () => {
    const id = await released();
    await product.sandbox.fault(APPROVE, "drop_before", { provider: "paywall" });
    for (const seconds of [0, 60, 60, 1_201]) {
      await product.advance(seconds);
      await carryOn(id);
    }
    const due = await product.rows(
      "select 1 from escrow_mirrors where escrow_id = $1 and status = 'refused' and next_check_at is not null",
      [id],
    );
    expect(due).toHaveLength(1);
    await decideThere(merchant, id, "approve");
    expect(await carryOn(id)).toMatchObject({ mirror: { status: "refused", drift: "approved_there_only" } });
    const [owed] = await payoutsOf(id);
    await expect(requestPayouts(owner(), { ids: [owed?.id ?? ""], way: "file" })).rejects.toMatchObject({
      details: { reason: "provider_pays_seller" },
    });
  });

  it("an approval taken back there is held again and its payout owed again", async () => {
    const id = await released();
    await carryOn(id);
    await decideMirror(owner(), { id, step: "cancel", note: "alıcı itiraz etti" });
    expect(await carryOn(id)).toMatchObject({ status: "released", mirror: { status: "held", decision: null } });
    expect(await payoutsOf(id)).toMatchObject([{ status: "failed", because: { code: "payout_approval_cancelled" } }]);
    const { payment_id } = await getEscrow(owner(), id);
    expect(await ledgerOf(product, payment_id)).toMatchObject({ beneficiary_payable: -90_000n, payout_clearing: 0n });
    await decideMirror(second, { id, step: "again", note: "itiraz kapandı" });
    expect(await carryOn(id)).toMatchObject({ mirror: { status: "confirmed" } });
    expect(await payoutsOf(id)).toMatchObject([{ status: "sent", way: "approval" }]);
  });

  it("of another share than was agreed is not approved; the seller is paid from here", async () => {
    const { id } = await hold();
    await confirmDelivery(owner(), { id, evidence: { note: "biri kırık" } });
    const { requests } = await refundHeld(owner(), { id, amount: 20_000, note: "biri kırık" });
    const refund = { merchantId: merchant.id, refundId: requests[0]?.id ?? "", clock: systemClock };
    // Partial refunds wait for the next Istanbul day at the provider.
    await product.advance(86_400);
    await followRefund(refund);
    await product.advance(120);
    await followRefund(refund);
    await requestRelease(owner(), { id, note: "kalanı" });
    await product.advance(601);
    expect(await carryOn(id)).toMatchObject({
      mirror: { status: "refused", because: { code: "mirror_share_differs" } },
    });
    expect(await approvals(id)).toBe(0);
    const [owed] = await payoutsOf(id);
    const asked = await requestPayouts(owner(), { ids: [owed?.id ?? ""], way: "file" });
    expect(asked.data).toMatchObject([{ status: "awaiting_approval", amount: 72_000 }]);
    await expect(decideMirror(owner(), { id, step: "again", note: "x" })).rejects.toMatchObject({
      details: { reason: "mirror_payout_under_way" },
    });
  });

  it("a difference from the provider is named, alarmed, and gone once both agree again", async () => {
    const { id } = await hold();
    await decideThere(merchant, id, "approve");
    expect(await carryOn(id)).toMatchObject({
      status: "held",
      mirror: { status: "held", seen: "approved", drift: "approved_there_only" },
    });
    await decideThere(merchant, id, "cancel");
    expect(await carryOn(id)).toMatchObject({ mirror: { seen: "not_approved", drift: null } });
    const other = await released();
    await carryOn(other);
    await decideThere(merchant, other, "cancel");
    expect(await carryOn(other)).toMatchObject({ mirror: { status: "confirmed", drift: "not_approved_there" } });
    const told = await product.rows(
      "select 1 from audit_log where action = 'mirror.differs' and data->>'escrow_id' = any ($1)",
      [[id, other]],
    );
    expect(told).toHaveLength(2);
  });
});
