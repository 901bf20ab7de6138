import type { paylinks } from "@/db/schema/paylinks";
import type { payments } from "@/db/schema/payments";
import { payTerms } from "./delivery/delivery-page";
import type { PayMerchant, PayPage } from "./schemas";

export type LinkRow = typeof paylinks.$inferSelect;
export type OwnPayment = typeof payments.$inferSelect;

type Facts = {
  merchant: PayMerchant;
  link: LinkRow;
  now: Date;
  token: string;
  own: OwnPayment | undefined;
  underWaySince: Date | undefined;
  returned: boolean;
};

const UNDER_WAY = ["processing", "authorised", "unknown"];

/** Host of the provider's page as the payer will read it in the address bar. */
export function hostOf(url: string | null): string {
  if (url === null) return "";
  return new URL(url).host;
}

const isOpen = ({ link, now }: Facts) => link.status === "active" && link.expiresAt > now && link.uses < link.maxUses;

/** What became of this browser's own payment comes before what became of the link. */
function ownOutcome(facts: Facts): PayPage | undefined {
  const { merchant, link, own } = facts;
  if (own === undefined) return undefined;
  if (own.paidAt !== null && !isOpen(facts)) {
    const card = own.card as { last4?: string | null } | null;
    return {
      mode: link.mode,
      kind: "already_paid",
      merchant,
      receiptToken: own.token,
      amount: (own.amountCharged ?? own.amountRequested).toString(),
      paidAt: own.paidAt.toISOString(),
      cardLast4: card?.last4 ?? null,
    };
  }
  if (UNDER_WAY.includes(own.status)) {
    return {
      mode: link.mode,
      kind: "in_progress",
      merchant,
      since: own.updatedAt.toISOString(),
      resultToken: own.token,
    };
  }
  return undefined;
}

/** Stopped or over. "Nothing was charged" may stand there only when every attempt is known dead. */
function closedPage({ merchant, link, now, underWaySince }: Facts): PayPage | undefined {
  const mode = link.mode;
  const stopped = link.status === "deactivating" || link.status === "deactivated";
  const over = link.status === "expired" || link.expiresAt <= now;
  if (!stopped && !over) return undefined;
  if (underWaySince)
    return { mode, kind: "in_progress", merchant, since: underWaySince.toISOString(), resultToken: null };
  const wasPaid = link.uses > 0;
  if (stopped) return { mode, kind: "cancelled", merchant, at: link.updatedAt.toISOString(), wasPaid };
  return { mode, kind: "expired", merchant, expiresAt: link.expiresAt.toISOString(), wasPaid };
}

/** What a share address shows: the offer, or why it is closed. Strangers see no amount, card or name of a payer. */
export function linkPage(facts: Facts): PayPage {
  const { merchant, link, now, token, own } = facts;
  const mine = ownOutcome(facts);
  if (mine) return mine;
  const mode = link.mode;
  // Never offer to pay again while the outcome of a return is still unknown.
  if (facts.returned && link.status === "active") {
    return { mode, kind: "in_progress", merchant, since: now.toISOString(), resultToken: null };
  }
  if (link.status === "creating") return { mode, kind: "preparing", merchant, amount: link.amount.toString() };
  if (link.status === "failed") return { mode, kind: "not_created", merchant };
  if (link.status === "paid" || link.status === "exhausted" || link.uses >= link.maxUses)
    return { mode, kind: "used_up", merchant };
  const closed = closedPage(facts);
  if (closed) return closed;
  return {
    mode,
    kind: "offer",
    token,
    merchant,
    amount: link.amount.toString(),
    note: link.note,
    referenceNo: link.referenceNo,
    customerName: link.customerName,
    expiresAt: link.expiresAt.toISOString(),
    held: payTerms(link.escrow),
    provider: link.provider,
    providerHost: hostOf(link.providerUrl),
    resumable: own !== undefined && own.status === "created",
  };
}
