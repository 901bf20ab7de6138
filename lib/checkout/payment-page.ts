import type { attempts, payments } from "@/db/schema/payments";
import { hostOf, type LinkRow } from "./link-page";
import type { PayMerchant, PayPage } from "./schemas";

type Facts = {
  merchant: PayMerchant;
  link: LinkRow;
  now: Date;
  token: string;
  payment: typeof payments.$inferSelect;
  attempt: typeof attempts.$inferSelect | undefined;
};

type Reason = Extract<PayPage, { kind: "failed" }>["reason"];

const REASONS: Record<string, Reason> = {
  insufficient_funds: "limit",
  three_d: "three_d",
  card: "card",
  bank: "bank",
  system: "system",
};

/** The shop's own address with the two ids; unsigned, so a shop must query (contract 4.3). */
function backToShop(address: string | null, { link, payment }: Facts): string | null {
  if (address === null) return null;
  const url = new URL(address);
  url.searchParams.set("paylink_id", link.id);
  url.searchParams.set("payment_id", payment.id);
  return url.href;
}

function paidPage(facts: Facts, paidAt: Date): PayPage {
  const { merchant, link, token, payment } = facts;
  const card = payment.card as { last4?: string | null; bank?: string | null } | null;
  return {
    mode: link.mode,
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
    note: link.note,
    provider: payment.provider,
    shopUrl: backToShop(link.successUrl, facts),
  };
}

function failedPage(facts: Facts): PayPage {
  const { merchant, link, now, token, payment, attempt } = facts;
  const decline = attempt?.decline as { class?: string; code?: string } | null | undefined;
  const open = link.status === "active" && link.expiresAt > now && link.uses < link.maxUses;
  return {
    mode: link.mode,
    kind: "failed",
    token,
    merchant,
    amount: payment.amountRequested.toString(),
    // Expired is never a refusal: the provider was asked again and again and knows no transaction.
    reason: payment.status === "expired" ? "abandoned" : (REASONS[decline?.class ?? ""] ?? "bank"),
    code: decline?.code || null,
    provider: payment.provider,
    retryToken: open ? link.shareToken : null,
    reference: payment.providerReference,
    shopUrl: backToShop(link.failureUrl, facts),
  };
}

/** One payer's own page for life: on the way to the bank, checking, receipt or failure. Paid only once confirmed. */
export function paymentPage(facts: Facts): PayPage {
  const { merchant, link, token, payment } = facts;
  if (payment.paidAt !== null) return paidPage(facts, payment.paidAt);
  if (payment.status === "failed" || payment.status === "expired") return failedPage(facts);
  if (payment.status === "authorised" || payment.status === "voided") {
    return {
      mode: link.mode,
      kind: payment.status === "authorised" ? "held" : "released",
      merchant,
      amount: (payment.amountAuthorised ?? payment.amountRequested).toString(),
      at: payment.updatedAt.toISOString(),
      reference: payment.providerReference,
    };
  }
  const shared = { mode: link.mode, token, merchant, amount: payment.amountRequested.toString() };
  if (payment.status === "created" && link.providerUrl !== null) {
    return { ...shared, kind: "redirecting", providerUrl: link.providerUrl, providerHost: hostOf(link.providerUrl) };
  }
  const since = payment.updatedAt.toISOString();
  return { ...shared, kind: "checking", reference: payment.providerReference, since, provider: payment.provider };
}
