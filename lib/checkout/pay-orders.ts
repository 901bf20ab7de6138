import type { attempts, payments } from "@/db/schema/payments";
import type { LinkRow } from "./link-page";
import type { PayOrder } from "./payment-page";
import { itemsOf } from "./sessions/items-of";
import type { CheckoutRecord } from "./sessions/repository";

type PaymentRow = typeof payments.$inferSelect;
type AttemptRow = typeof attempts.$inferSelect;

/** A link as the page of one of its payments needs it. */
export function orderOfLink(link: LinkRow, payment: PaymentRow, now: Date): PayOrder {
  const isOpen = link.status === "active" && link.expiresAt > now && link.uses < link.maxUses;
  return {
    mode: link.mode,
    id: { name: "paylink_id", value: link.id },
    note: link.note,
    items: [],
    successUrl: link.successUrl,
    failureUrl: link.failureUrl,
    retryToken: isOpen ? link.shareToken : null,
    providerUrl: payment.status === "created" ? link.providerUrl : null,
  };
}

/** A checkout as the page of one of its payments needs it. The way to the bank is the newest try's own. */
export function orderOfCheckout(
  checkout: CheckoutRecord,
  payment: PaymentRow,
  attempt: AttemptRow | undefined,
  now: Date,
): PayOrder {
  const isUnderWay = payment.status === "created" || payment.status === "processing";
  const isOpen = checkout.status === "open" && checkout.expiresAt > now;
  return {
    mode: checkout.mode,
    id: { name: "checkout_id", value: checkout.id },
    note: checkout.description,
    items: itemsOf(checkout),
    successUrl: checkout.successUrl,
    failureUrl: checkout.failureUrl,
    retryToken: isOpen ? checkout.shareToken : null,
    providerUrl: isUnderWay && attempt?.status === "redirected" ? attempt.providerUrl : null,
  };
}

/** A sale on a phone as its customer's page needs it: a receipt, nothing to pay or to try again. */
export function orderOfPhoneSale(sale: { id: string; description: string | null }, payment: PaymentRow): PayOrder {
  return {
    mode: payment.mode,
    id: { name: "pos_session_id", value: sale.id },
    note: sale.description,
    items: [],
    successUrl: null,
    failureUrl: null,
    retryToken: null,
    providerUrl: null,
  };
}
