import { plansUpTo } from "@/lib/checkout/checkout";
import { payTerms } from "@/lib/checkout/delivery/delivery-page";
import type { CheckoutPage, PayMerchant, PayPage } from "@/lib/checkout/schemas";
import { reasonOf } from "@/lib/checkout/why-failed";
import type { ProviderAccount } from "@/lib/settings/provider-account-repository";
import type { AttemptRecord } from "../tries/repository";
import { itemsOf } from "./items-of";
import type { CheckoutRecord } from "./repository";

type OwnPayment = {
  token: string;
  status: string;
  paidAt: Date | null;
  amountRequested: bigint;
  amountCharged: bigint | null;
  card: unknown;
  updatedAt: Date;
};

export type CheckoutFacts = {
  merchant: PayMerchant;
  texts: CheckoutPage["texts"];
  checkout: CheckoutRecord;
  now: Date;
  token: string;
  own: OwnPayment | undefined;
  /** The newest try of this browser's own payment. */
  attempt: AttemptRecord | undefined;
  frozenUntil: Date | undefined;
  /** A try of anybody may still take money. */
  isUnderWay: boolean;
  account: ProviderAccount | undefined;
  providerHost: string;
  storedCards: CheckoutPage["storedCards"];
};

/** Given up for a new try as long as nobody but us could charge it and the payer is not back from the bank. */
function mayStartAnew(attempt: AttemptRecord | undefined): boolean {
  if (attempt === undefined) return true;
  const isOurs = attempt.chargeBy === "ours" && attempt.cardEntry !== "redirect";
  return (
    ["failed", "expired"].includes(attempt.status) || (isOurs && ["created", "redirected"].includes(attempt.status))
  );
}

/** What became of this browser's own payment comes before what became of the checkout. */
function ownOutcome({ merchant, checkout, own, attempt }: CheckoutFacts): PayPage | undefined {
  if (own === undefined) return undefined;
  const { mode } = checkout;
  if (own.paidAt !== null) {
    const card = own.card as { last4?: string | null } | null;
    return {
      mode,
      kind: "already_paid",
      merchant,
      receiptToken: own.token,
      amount: (own.amountCharged ?? own.amountRequested).toString(),
      paidAt: own.paidAt.toISOString(),
      cardLast4: card?.last4 ?? null,
    };
  }
  const isOpen = ["created", "processing", "unknown", "authorised"].includes(own.status);
  if (!isOpen || mayStartAnew(attempt)) return undefined;
  return { mode, kind: "in_progress", merchant, since: own.updatedAt.toISOString(), resultToken: own.token };
}

function closedPage(facts: CheckoutFacts): PayPage | undefined {
  const { merchant, checkout, now, isUnderWay, own, attempt, frozenUntil } = facts;
  const { mode } = checkout;
  if (checkout.status === "complete") return { mode, kind: "used_up", merchant };
  if (isUnderWay && !(own !== undefined && mayStartAnew(attempt))) {
    return { mode, kind: "in_progress", merchant, since: checkout.updatedAt.toISOString(), resultToken: null };
  }
  if (checkout.closedAt !== null) {
    return { mode, kind: "cancelled", merchant, at: checkout.closedAt.toISOString(), wasPaid: false };
  }
  if (checkout.status === "expired" || checkout.expiresAt <= now) {
    return { mode, kind: "expired", merchant, expiresAt: checkout.expiresAt.toISOString(), wasPaid: false };
  }
  if (frozenUntil !== undefined) {
    return { mode, kind: "too_many", merchant, opensAt: frozenUntil.toISOString(), openTry: isUnderWay };
  }
  return undefined;
}

/** What a checkout's address shows: the page to pay on, or why it is closed. Strangers see no amount of a payer. */
export function checkoutPage(facts: CheckoutFacts): PayPage {
  const { merchant, checkout, token, attempt, account, texts, providerHost } = facts;
  const shown = ownOutcome(facts) ?? closedPage(facts);
  if (shown) return shown;
  // No account can take it just now: refusing is better than a form that cannot be sent.
  if (account === undefined) return { mode: checkout.mode, kind: "not_created", merchant };
  const decline = attempt?.status === "failed" ? (attempt.decline as { class?: string; code?: string } | null) : null;
  return {
    mode: checkout.mode,
    kind: "checkout",
    token,
    merchant,
    amount: checkout.amount.toString(),
    description: checkout.description,
    referenceNo: checkout.referenceNo,
    items: itemsOf(checkout),
    isHold: checkout.capture === "manual",
    installments: account.cardEntry === "redirect" ? [1] : plansUpTo(checkout.maxInstallments),
    payerBearsDifference: checkout.payerBearsDifference,
    customer: { name: checkout.customerName, email: checkout.customerEmail, phone: checkout.customerPhone },
    expiresAt: checkout.expiresAt.toISOString(),
    entry: account.cardEntry,
    held: payTerms(checkout.escrow),
    provider: account.provider,
    account: account.id,
    environment: account.environment,
    providerHost,
    lastFailure: decline ? { reason: reasonOf(decline.class), code: decline.code || null } : null,
    texts,
    storedCards: account.cardEntry === "redirect" ? [] : facts.storedCards,
  };
}
