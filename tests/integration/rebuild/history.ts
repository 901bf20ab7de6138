import { statements } from "@/db/client";
import { followCapture } from "@/lib/captures/follow-capture";
import { listCaptures } from "@/lib/captures/queries";
import { capturePayment } from "@/lib/captures/request-capture";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import { followAttempt } from "@/lib/checkout/tries/follow-attempt";
import { openChargeback } from "@/lib/escrow/disputes/chargeback";
import { openDispute, resolveDispute } from "@/lib/escrow/disputes/open-dispute";
import { confirmDelivery } from "@/lib/escrow/evidence/add-evidence";
import { approveRequest, undoRelease } from "@/lib/escrow/releases/decide-release";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { systemClock } from "@/lib/kernel/clock";
import { deactivatePaylink } from "@/lib/paylinks/deactivate-paylink";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { getPayment, listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { approvePayouts, markPayoutPaid } from "@/lib/payouts/decide-payouts";
import { exportPayouts } from "@/lib/payouts/export-payouts";
import { requestPayouts } from "@/lib/payouts/request-payouts";
import { adoptCase } from "@/lib/reconciliation/fix-case";
import { followRefund } from "@/lib/refunds/follow-refund";
import { requestRefund } from "@/lib/refunds/request-refund";
import { CheckoutPayer, openCheckout } from "../../support/checkout/factories-checkout";
import { makeContext } from "../../support/context";
import { heldCase } from "../../support/escrow/factories-escrow";
import { releasedPayout } from "../../support/escrow/factories-payout";
import { carryMirrorOn, heldAtProvider, switchMirror } from "../../support/escrow/held-at-provider";
import { createMerchant, createUser, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { createLink, PayerBrowser } from "../../support/factories-paylink";
import type { Product } from "../../support/product-process";
import { ask, startSale } from "../pos/pos-sale";
import { firstCase } from "../reconciliation/first-case";

const DAY = 86_400;
const UNDO_SECONDS = 601;
/** The bank declines an amount that ends in 51 (contract 5). */
const DECLINED_AMOUNT = 100_051;
type Life = { product: Product; merchant: TestMerchant };

const ownerOf = ({ merchant }: Life) => makeContext(merchant);
const follow = ({ merchant }: Life, link: PaylinkDto) =>
  followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });

async function paymentOf(life: Life, link: PaylinkDto) {
  const [payment] = (await listPayments(ownerOf(life), PaymentFilter.parse({ paylink_id: link.id }))).data;
  if (!payment) throw new Error("no payment");
  return payment;
}

/** Paid, declined and paid, paid twice, abandoned, closed, run out; part of one goes back, a held amount is taken. */
async function liveLinks(life: Life): Promise<void> {
  const { product, merchant } = life;
  const pay = (link: PaylinkDto, how = {}) => product.sandbox.pay(link.provider_id ?? "", how);
  const paid = await createLink(merchant);
  await new PayerBrowser().goToPayment(paid);
  await pay(paid, { otp: "wrong" });
  await follow(life, paid);
  await pay(paid);
  await follow(life, paid);
  const refund = await requestRefund(ownerOf(life), {
    payment_id: (await paymentOf(life, paid)).id,
    reason: "vazgeçti",
  });
  await followRefund({ merchantId: merchant.id, refundId: refund.id, clock: systemClock });
  const twice = await createLink(merchant, { max_uses: 3 });
  await pay(twice);
  await pay(twice);
  await follow(life, twice);
  const abandoned = await createLink(merchant, { expires_in_hours: 2 });
  await new PayerBrowser().goToPayment(abandoned);
  await deactivatePaylink(ownerOf(life), { id: (await createLink(merchant)).id });
  const held = await createLink(merchant, { amount: 70_000 });
  await pay(held, { preauth: true });
  await follow(life, held);
  await capturePayment(ownerOf(life), { payment_id: (await paymentOf(life, held)).id });
  const [capture] = await listCaptures(ownerOf(life), (await paymentOf(life, held)).id);
  await followCapture({ merchantId: merchant.id, captureId: capture?.id ?? "", clock: systemClock });
  await follow(life, held);
}

async function liveCheckouts(life: Life, password: string): Promise<void> {
  for (const amount of [100_000, DECLINED_AMOUNT]) {
    const checkout = await openCheckout(life.merchant, { amount });
    const payer = new CheckoutPayer(checkout);
    await payer.comeBack(await payer.throughBank(await payer.start(), password));
    const { payment_id } = await getCheckout(ownerOf(life), checkout.id);
    const { attempts } = await getPayment(ownerOf(life), payment_id ?? "");
    for (const { id } of attempts) {
      await followAttempt({ merchantId: life.merchant.id, attemptId: id, clock: systemClock });
    }
  }
}

async function livePhones(life: Life): Promise<void> {
  for (const action of ["approve", "decline", "open"] as const) {
    const sale = await startSale(life.merchant);
    await life.product.sandbox.pos(sale.payment_session_id ?? "", action);
    await ask(life.merchant, sale.id);
  }
}

async function liveCases(life: Life): Promise<void> {
  const { product, merchant } = life;
  const owner = ownerOf(life);
  const { id: userId } = await createUser(merchant.id, "approver");
  const second = makeContext(merchant, { role: "approver", userId });
  const large = await heldCase(merchant, 700_000);
  const asked = await requestRelease(owner, { id: large.id, note: "teslim" });
  await approveRequest(second, { id: large.id, request_id: asked.requests[0]?.id ?? "", amount: 700_000 });
  const disputed = await heldCase(merchant, 40_000);
  await openDispute(owner, { id: disputed.id, reason: "gelmedi" });
  await resolveDispute(owner, { id: disputed.id, outcome: "refund", note: "gelmedi" });
  const undone = await releasedPayout(merchant, 30_000);
  await undoRelease(owner, { id: undone.escrow_id, request_id: undone.release_id });
  const payouts = [await releasedPayout(merchant, 90_000), await releasedPayout(merchant, 20_000)];
  const ids = payouts.map(({ id }) => id);
  await product.advance(UNDO_SECONDS);
  await requestPayouts(owner, { ids, way: "file" });
  await approvePayouts(second, { ids, amount: 110_000 });
  await exportPayouts(owner, { ids });
  await markPayoutPaid(owner, { id: ids[0] ?? "" });
  await openChargeback(owner, { payment_id: (await heldCase(merchant, 50_000)).payment_id, reason: "tanımıyor" });
  await requestRelease(owner, { id: (await heldCase(merchant, 25_000)).id, amount: 5_000, note: "parça" });
}

/** The provider keeps the money itself and is told of the release after the ten minutes. */
async function liveMirror({ product, merchant }: Life): Promise<void> {
  await switchMirror(merchant, "on");
  const owner = makeContext(merchant);
  const { id } = await heldAtProvider(merchant, "paynet");
  await confirmDelivery(owner, { id, evidence: { note: "teslim alındı" } });
  await requestRelease(owner, { id, note: "teslim" });
  await product.advance(UNDO_SECONDS);
  await carryMirrorOn(merchant, id);
}

/** A sale that only the provider's own panel knew enters the books at a person's word. */
async function liveAdoption({ product, merchant }: Life): Promise<void> {
  await adoptCase(makeContext(merchant), { id: await firstCase(product, merchant, "other") });
}

/** Merchants of two providers that lived through every channel, every kind of money going back, and two days. */
export async function liveThroughEverything(product: Product): Promise<void> {
  const paynet: Life = { product, merchant: await createMerchant({ cardEntry: "server_card_entry" }) };
  const paywall: Life = {
    product,
    merchant: await createMerchant({ provider: "paywall", cardEntry: "server_card_entry" }),
  };
  await liveLinks(paynet);
  await liveCheckouts(paynet, "a");
  await livePhones(paynet);
  await liveCases(paynet);
  await liveCheckouts(paywall, "123456");
  await liveMirror({ product, merchant: await createMerchant({ cardEntry: "server_card_entry" }) });
  await liveAdoption({ product, merchant: await createMerchant({ sandboxKey: SANDBOX_KEYS.other }) });
  await product.advance(DAY);
  await statements("vezne_system")`select expire_due_paylinks(), expire_due_checkouts()`;
}
