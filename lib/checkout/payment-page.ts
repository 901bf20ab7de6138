import type { attempts, payments } from "@/db/schema/payments";
import type { AfterPaying } from "./delivery/queries";
import { hostOf } from "./link-page";
import type { PayMerchant, PayPage, SoldItem } from "./schemas";
import { reasonOf } from "./why-failed";

/** What the payment was for: a link or a checkout, as its payer's page needs it. */
export type PayOrder = {
  mode: "test" | "live";
  /** What was paid for, for the shop's own query. */
  id: { name: "paylink_id" | "checkout_id" | "pos_session_id"; value: string };
  note: string | null;
  items: SoldItem[];
  successUrl: string | null;
  failureUrl: string | null;
  /** Where the payer tries again; null where no new payment may start. */
  retryToken: string | null;
  /** The provider's page this very try goes on to; null once that is over. */
  providerUrl: string | null;
};

type Facts = {
  merchant: PayMerchant;
  order: PayOrder;
  token: string;
  payment: typeof payments.$inferSelect;
  attempt: typeof attempts.$inferSelect | undefined;
  /** Of a paid payment: its held money and its newest refund. */
  after: AfterPaying;
};

/** The shop's own address with the two ids; unsigned, so a shop must query (contract 4.3). */
function backToShop(address: string | null, { order, payment }: Facts): string | null {
  if (address === null) return null;
  const url = new URL(address);
  url.searchParams.set(order.id.name, order.id.value);
  url.searchParams.set("payment_id", payment.id);
  return url.href;
}

function paidPage(facts: Facts, paidAt: Date): PayPage {
  const { merchant, order, token, payment } = facts;
  const card = payment.card as { last4?: string | null; bank?: string | null } | null;
  return {
    mode: order.mode,
    kind: "paid",
    token,
    merchant,
    amount: payment.amountRequested.toString(),
    amountCharged: (payment.amountCharged ?? payment.amountRequested).toString(),
    amountRefunded: payment.amountRefunded.toString(),
    installments: payment.installments ?? 0,
    cardLast4: card?.last4 ?? null,
    cardBank: card?.bank ?? null,
    paidAt: paidAt.toISOString(),
    reference: payment.providerReference,
    note: order.note,
    items: order.items,
    ...facts.after,
    provider: payment.provider,
    shopUrl: backToShop(order.successUrl, facts),
  };
}

function failedPage(facts: Facts): PayPage {
  const { merchant, order, token, payment, attempt } = facts;
  const decline = attempt?.decline as { class?: string; code?: string } | null | undefined;
  return {
    mode: order.mode,
    kind: "failed",
    token,
    merchant,
    amount: payment.amountRequested.toString(),
    // Expired is never a refusal: the provider was asked again and again and knows no transaction.
    reason: payment.status === "expired" ? "abandoned" : reasonOf(decline?.class),
    code: decline?.code || null,
    provider: payment.provider,
    retryToken: order.retryToken,
    reference: payment.providerReference,
    shopUrl: backToShop(order.failureUrl, facts),
  };
}

/** One payer's own page for life: on the way to the bank, checking, receipt or failure. Paid only once confirmed. */
export function paymentPage(facts: Facts): PayPage {
  const { merchant, order, token, payment } = facts;
  if (payment.paidAt !== null) return paidPage(facts, payment.paidAt);
  if (payment.status === "failed" || payment.status === "expired") return failedPage(facts);
  if (payment.status === "authorised" || payment.status === "voided") {
    return {
      mode: order.mode,
      kind: payment.status === "authorised" ? "held" : "released",
      merchant,
      amount: (payment.amountAuthorised ?? payment.amountRequested).toString(),
      at: payment.updatedAt.toISOString(),
      reference: payment.providerReference,
    };
  }
  const shared = { mode: order.mode, token, merchant, amount: payment.amountRequested.toString() };
  if (order.providerUrl !== null) {
    return { ...shared, kind: "redirecting", providerUrl: order.providerUrl, providerHost: hostOf(order.providerUrl) };
  }
  const since = payment.updatedAt.toISOString();
  return { ...shared, kind: "checking", reference: payment.providerReference, since, provider: payment.provider };
}
