import { statements } from "@/db/client";
import { listCaptures } from "@/lib/captures/queries";
import { capturePayment } from "@/lib/captures/request-capture";
import { openChargeback } from "@/lib/escrow/disputes/chargeback";
import { openDispute } from "@/lib/escrow/disputes/open-dispute";
import { confirmDelivery } from "@/lib/escrow/evidence/add-evidence";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { getPayment, listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { requestRefund } from "@/lib/refunds/request-refund";
import { CheckoutPayer, openCheckout } from "../../support/checkout/factories-checkout";
import { makeContext } from "../../support/context";
import { heldCase } from "../../support/escrow/factories-escrow";
import { releasedPayout } from "../../support/escrow/factories-payout";
import { heldAtProvider, switchMirror } from "../../support/escrow/held-at-provider";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { startSale } from "../pos/pos-sale";

/** What a chapter is about: the row whose state is forced, and how its commands name it and what belongs to it. */
export type Subject = {
  merchant: TestMerchant;
  id: string;
  names: Record<string, unknown>;
  /** SQL that stands before every question of the chapter. */
  before?: string;
};

async function paid(
  merchant: TestMerchant,
  verdict: "captured" | "authorised" = "captured",
  wish: Record<string, unknown> = {},
) {
  const link = await createLink(merchant, { amount: 100_000, ...wish });
  const booked = await book(merchant, link, transactionOf(link, { verdict }));
  if (booked.kind !== "booked") throw new Error(`not booked: ${booked.kind}`);
  return { link, paymentId: booked.paymentId };
}

/** One merchant a chapter, so that what a command writes is all there is. */
export const FIXTURES: Record<string, () => Promise<Subject>> = {
  async payments() {
    const merchant = await createMerchant();
    const { paymentId } = await paid(merchant);
    return { merchant, id: paymentId, names: { payment_id: paymentId } };
  },
  async authorisations() {
    const merchant = await createMerchant();
    const { paymentId } = await paid(merchant, "authorised");
    return { merchant, id: paymentId, names: { payment_id: paymentId } };
  },
  async refunds() {
    const merchant = await createMerchant();
    const { paymentId } = await paid(merchant);
    const refund = await requestRefund(makeContext(merchant), {
      payment_id: paymentId,
      amount: 40_000,
      reason: "iade",
    });
    return { merchant, id: refund.id, names: { refund_id: refund.id, payment_id: paymentId } };
  },
  async captures() {
    const merchant = await createMerchant();
    const { paymentId, link } = await paid(merchant, "authorised");
    await capturePayment(makeContext(merchant), { payment_id: paymentId, amount: 60_000 });
    const [capture] = await listCaptures(makeContext(merchant), paymentId);
    return {
      merchant,
      id: capture?.id ?? "",
      names: { capture_id: capture?.id, payment_id: paymentId, paylink_id: link.id },
    };
  },
  async "captures with an added commission"() {
    const merchant = await createMerchant();
    const { paymentId, link } = await paid(merchant, "authorised", { add_commission: true });
    return { merchant, id: paymentId, names: { payment_id: paymentId, paylink_id: link.id } };
  },
  async phones() {
    const merchant = await createMerchant();
    const sale = await startSale(merchant);
    return { merchant, id: sale.id, names: { session_id: sale.id, payment_id: sale.payment_id } };
  },
  async attempts() {
    const merchant = await createMerchant();
    const checkout = await openCheckout(merchant);
    await new CheckoutPayer(checkout).start();
    const owner = makeContext(merchant);
    const [payment] = (await listPayments(owner, PaymentFilter.parse({}))).data;
    const [attempt] = (await getPayment(owner, payment?.id ?? "")).attempts;
    return { merchant, id: attempt?.id ?? "", names: { attempt_id: attempt?.id, checkout_id: checkout.id } };
  },
  async checkouts() {
    const merchant = await createMerchant();
    const checkout = await openCheckout(merchant);
    return { merchant, id: checkout.id, names: { checkout_id: checkout.id, provider_account_id: merchant.accountId } };
  },
  async links() {
    const merchant = await createMerchant();
    const link = await createLink(merchant);
    return { merchant, id: link.id, names: { paylink_id: link.id } };
  },
  async escrow() {
    const merchant = await createMerchant();
    const held = await heldCase(merchant, 700_000, { auto_release_days: 3 });
    return { merchant, id: held.id, names: { escrow_id: held.id } };
  },
  async releases() {
    const merchant = await createMerchant();
    const held = await heldCase(merchant, 700_000);
    const { requests } = await requestRelease(makeContext(merchant), { id: held.id, amount: 100_000, note: "teslim" });
    return { merchant, id: requests[0]?.id ?? "", names: { release_id: requests[0]?.id, escrow_id: held.id } };
  },
  async "releases made"() {
    const merchant = await createMerchant();
    const held = await heldCase(merchant, 100_000);
    await confirmDelivery(makeContext(merchant), { id: held.id, evidence: { note: "kapıda imzalandı" } });
    const asked = await requestRelease(makeContext(merchant), { id: held.id, amount: 40_000, note: "teslim" });
    const id = asked.requests[0]?.id ?? "";
    return { merchant, id, names: { release_id: id, escrow_id: held.id } };
  },
  async disputes() {
    const merchant = await createMerchant();
    const held = await heldCase(merchant, 700_000, { auto_release_days: 3 });
    await openDispute(makeContext(merchant), { id: held.id, reason: "kırık" });
    return { merchant, id: held.id, names: { escrow_id: held.id } };
  },
  async chargebacks() {
    const merchant = await createMerchant();
    const { payment_id } = await heldCase(merchant, 50_000);
    const dispute = await openChargeback(makeContext(merchant), { payment_id, reason: "tanımıyor" });
    return { merchant, id: dispute.id, names: { dispute_id: dispute.id } };
  },
  async "chargebacks of nearly all"() {
    const merchant = await createMerchant();
    const { payment_id } = await heldCase(merchant, 50_000);
    // More than the merchant got for it, less than the payer paid.
    const dispute = await openChargeback(makeContext(merchant), { payment_id, amount: 49_500, reason: "tanımıyor" });
    return { merchant, id: dispute.id, names: { dispute_id: dispute.id } };
  },
  async tries() {
    const merchant = await createMerchant();
    const checkout = await openCheckout(merchant);
    await new CheckoutPayer(checkout).start();
    const [payment] = (await listPayments(makeContext(merchant), PaymentFilter.parse({}))).data;
    const id = payment?.id ?? "";
    return {
      merchant,
      id,
      before: `update attempts set status = 'failed', next_check_at = null where merchant_id = '${merchant.id}'`,
      names: { payment_id: id, checkout_id: checkout.id, provider_account_id: merchant.accountId },
    };
  },
  async mirrors() {
    const merchant = await createMerchant({ cardEntry: "server_card_entry" });
    await switchMirror(merchant, "on");
    const owner = makeContext(merchant);
    const held = await heldAtProvider(merchant, "paynet");
    await confirmDelivery(owner, { id: held.id, evidence: { note: "teslim alındı" } });
    await requestRelease(owner, { id: held.id, note: "teslim" });
    const [mirror] = await statements("vezne_system")<{ id: string }[]>`
      select id from escrow_mirrors where merchant_id = ${merchant.id}`;
    const id = mirror?.id ?? "";
    return { merchant, id, names: { mirror_id: id, escrow_id: held.id } };
  },
  async payouts() {
    const merchant = await createMerchant();
    const { id } = await releasedPayout(merchant, 50_000);
    return { merchant, id, names: { id, ids: [id], payout_id: id } };
  },
};
