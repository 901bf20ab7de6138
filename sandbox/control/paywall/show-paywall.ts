import { decimalText } from "../../paywall/protocol/amounts";
import type { PaywallPage, PaywallPayment } from "../../paywall/records";
import type { Truth } from "../../state/truth";

/** Paywall's own truth, in the words the other provider's is shown in. Amounts are integers in kuruş. */
export function showPaywallTruth(truth: Truth): Record<string, unknown> {
  const payments = truth.all("pwPayment");
  return {
    links: truth.all("pwPage").map(showPage),
    attempts: payments.filter((row) => row.status < 3).map(showPayment),
    transactions: payments.filter((row) => row.status >= 3).map(showPayment),
    refunds: payments.filter((row) => row.returned > 0n).map(showReturned),
    pos: [],
  };
}

function showPage(page: PaywallPage): Record<string, unknown> {
  const { id, kind, guid, account } = page;
  return { id, kind, guid, account, unique_code: page.uniqueCode, amount: Number(page.amount), paid_by: page.paidBy };
}

function showPayment(payment: PaywallPayment): Record<string, unknown> {
  return {
    payment_id: payment.paymentId,
    unique_code: payment.uniqueCode,
    merchant_unique_code: payment.merchantUniqueCode,
    account: payment.account,
    status: payment.status,
    type: payment.type,
    provision: payment.provision,
    succeeded: payment.succeeded,
    amount: Number(payment.amount),
    amount_text: decimalText(payment.amount),
    returned: Number(payment.returned),
    installment: payment.installment,
    card: payment.card.masked,
    at: new Date(payment.createdAt).toISOString(),
  };
}

function showReturned(payment: PaywallPayment): Record<string, unknown> {
  const method = payment.anyCancel ? "cancel" : "refund";
  return {
    id: payment.activityId,
    merchant_unique_code: payment.merchantUniqueCode,
    amount: Number(payment.returned),
    method,
  };
}
