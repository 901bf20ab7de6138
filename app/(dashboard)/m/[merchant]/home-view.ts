import "server-only";
import { istanbulDay } from "@/app/_lib/istanbul-day";
import type { MerchantContext } from "@/lib/auth/require-merchant";
import { countEscrows, type EscrowCounts } from "@/lib/escrow/desk/queries";
import { listPaylinks } from "@/lib/paylinks/queries";
import { PaylinkFilter, type PaylinkView } from "@/lib/paylinks/schemas";
import { countPaymentsByStatus, listPayments } from "@/lib/payments/queries";
import { type PaymentCounts, type PaymentDto, PaymentFilter } from "@/lib/payments/schemas";
import { getBoard } from "@/lib/reconciliation/queries";
import type { Board } from "@/lib/reconciliation/schemas";
import { listRefunds } from "@/lib/refunds/queries";
import { type RefundDto, RefundFilter } from "@/lib/refunds/schemas";
import { hasProviderAccount } from "@/lib/settings/has-account.queries";

const MOST = 100;
const LATEST = 8;
/** How long a flagged payment stays among today's work. */
const REVIEW_DAYS = 7;

export type HomeView = {
  now: string;
  unknown: PaymentDto[];
  /** Flagged for a person within the last days. */
  review: PaymentDto[];
  /** Amounts that are held on cards and not taken yet. */
  held: PaymentDto[];
  /** Refunds that wait for a second person, and refunds whose outcome nobody knows. */
  approvals: RefundDto[];
  unknownRefunds: RefundDto[];
  expiring: PaylinkView[];
  /** Held money by what has to be done about it; undefined for who may not see it. */
  escrow: EscrowCounts | undefined;
  /** What our books, the providers and the bank do not agree on; undefined for who may not see it. */
  differences: Pick<Board, "open" | "at_risk"> | undefined;
  openLinks: { count: number; more: boolean };
  today: PaymentCounts;
  latest: PaymentDto[];
  /** False: nothing was ever sold here and nothing can be, until a provider's account is added. */
  canSell: boolean;
};

/** What the person came to do first, then the day's numbers. */
export async function readHome(context: MerchantContext): Promise<HomeView> {
  const now = context.clock.now();
  const day = istanbulDay(now);
  const recently = new Date(now.getTime() - REVIEW_DAYS * 86_400_000).toISOString();
  const refundsOf = async (status: RefundDto["status"]) =>
    context.can("payments:read-all")
      ? (await listRefunds(context, RefundFilter.parse({ status, limit: MOST }))).data
      : [];
  const [approvals, unknownRefunds] = await Promise.all([refundsOf("awaiting_approval"), refundsOf("unknown")]);
  const [unknown, review, held, active, today, latest, escrow, differences] = await Promise.all([
    listPayments(context, PaymentFilter.parse({ status: "unknown", limit: MOST })),
    listPayments(context, PaymentFilter.parse({ review: "any", created_from: recently, limit: MOST })),
    listPayments(context, PaymentFilter.parse({ status: "authorised", limit: MOST })),
    listPaylinks(context, PaylinkFilter.parse({ status: "active", limit: MOST })),
    countPaymentsByStatus(context, PaymentFilter.parse({ created_from: day.from })),
    listPayments(context, PaymentFilter.parse({ limit: LATEST })),
    context.can("escrow:read") ? countEscrows(context) : undefined,
    context.can("reconciliation:read") ? getBoard(context) : undefined,
  ]);
  const expiring = active.data.filter((link) => new Date(link.expires_at) < new Date(day.to));
  return {
    now: now.toISOString(),
    unknown: unknown.data,
    review: review.data,
    held: held.data,
    approvals,
    unknownRefunds,
    expiring: expiring.sort((a, b) => a.expires_at.localeCompare(b.expires_at)),
    escrow,
    differences: differences && { open: differences.open, at_risk: differences.at_risk },
    openLinks: { count: active.data.length, more: active.has_more },
    today,
    latest: latest.data,
    canSell: latest.data.length > 0 || (await hasProviderAccount(context)),
  };
}
