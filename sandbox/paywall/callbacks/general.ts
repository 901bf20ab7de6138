import type { World } from "../../world";
import { paywallAccountNamed } from "../accounts";
import { decimal, decimalText } from "../protocol/amounts";
import { localMoment } from "../protocol/dates";
import { hashFields } from "../protocol/hash";
import type { PaywallPage, PaywallPayment } from "../records";
import { tell } from "./queue";

/** Type ids: 1 success, 2 failure, 3 refund, 4 partial refund, 5 cancel. */
function typeOf(payment: PaywallPayment): number {
  if (payment.type === 1) return payment.status === 5 ? 2 : 1;
  return { 2: 3, 4: 4, 3: 5 }[payment.type] ?? 1;
}

/**
 * The general callback to every registered address that wants this type, and the page's own after a success
 * (docs/providers/paywall.md 8). A provision still waiting is told nobody.
 */
export function announcePayment(world: World, payment: PaywallPayment): void {
  if (payment.status !== 4 && payment.status !== 5) return;
  const type = typeOf(payment);
  for (const listener of world.truth.all("pwListener")) {
    const wanted = listener.account === payment.account && listener.types.includes(type);
    if (wanted) tell(world, payment.account, payment.uniqueCode, listener.url, generalBody(payment, type));
  }
  const page = world.truth.get("pwPage", payment.pageId ?? "");
  if (type === 1 && page !== undefined && page.callbackUrl !== "") {
    tell(world, payment.account, payment.uniqueCode, page.callbackUrl, pageBody(page, payment));
  }
}

function generalBody(payment: PaywallPayment, type: number): Record<string, unknown> {
  const { system } = paywallAccountNamed(payment.account).hashKeys;
  const { paymentId, merchantUniqueCode, installment } = payment;
  const amount = decimalText(payment.amount);
  return {
    Type: type,
    PaymentId: paymentId,
    Amount: decimal(payment.amount),
    OperationAmount: decimal(payment.activityAmount),
    IP: "127.0.0.1",
    UniqueCode: merchantUniqueCode,
    CurrencyId: payment.currencyId,
    PaymentMethodId: payment.method,
    Installment: installment,
    ChannelId: payment.channelId,
    TagId: 0,
    DateTime: localMoment(payment.lastAt),
    ...hashFields(system, "Payment", 4, paymentId, merchantUniqueCode, amount, installment),
  };
}

/** ASSUMPTION PAYWALL-W3: only the hashes of these two bodies are documented. */
function pageBody(page: PaywallPage, payment: PaywallPayment): Record<string, unknown> {
  const keys = paywallAccountNamed(page.account).hashKeys;
  const amount = decimalText(payment.amount);
  const shared = {
    PaymentId: payment.paymentId,
    Amount: decimal(payment.amount),
    CurrencyId: payment.currencyId,
    Installment: payment.installment,
    Result: true,
    Date: localMoment(payment.lastAt),
  };
  if (page.kind === "link") {
    const hash = hashFields(
      keys.link,
      "LinkPayment",
      2,
      page.id,
      payment.paymentId,
      page.trackId,
      page.uniqueCode,
      amount,
    );
    return {
      LinkQrId: Number(page.id),
      MerchantOrderId: page.uniqueCode,
      MerchantTrackId: page.trackId,
      ...shared,
      ...hash,
    };
  }
  const hash = hashFields(keys.page, "CheckoutPayment", 3, page.id, payment.paymentId, page.uniqueCode, amount);
  return { CheckoutId: Number(page.id), CheckoutGuid: page.guid, UniqueCode: page.uniqueCode, ...shared, ...hash };
}
