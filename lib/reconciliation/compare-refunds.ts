import type { MoneyBack, ProviderReversal } from "@/lib/providers/port";
import {
  type Difference,
  istanbulDay,
  type OurRefund,
  type OurSale,
  ourSnapshot,
  refundSnapshot,
  reversalSnapshot,
} from "./differences";

export type RefundsInput = {
  now: Date;
  dayFrom: string;
  dayTo: string;
  refunds: OurRefund[];
  /** May reach over the days on both sides, so that a request at midnight finds its record. */
  reversals: ProviderReversal[];
  /** The payment behind a provider's transaction. */
  paymentOf: ReadonlyMap<string, { paymentId: string; currency: string }>;
  /** Sales of which the provider said by name that all of it went back. */
  goneWhole: ReadonlySet<string>;
};

/** Every status that is not an end. */
export const UNDER_WAY = ["requested", "awaiting_approval", "scheduled", "sending", "sent", "unknown"];
const IN_FLIGHT_MS = 30 * 60_000;

const inDays = (at: Date | null, input: RefundsInput): boolean => {
  if (at === null) return true;
  const day = istanbulDay(at);
  return day >= input.dayFrom && day <= input.dayTo;
};

function fromReversal(row: ProviderReversal, input: RefundsInput, byId: Map<string, OurRefund>): Difference[] {
  const day = row.requestedAt ? istanbulDay(row.requestedAt) : input.dayTo;
  const refund = byId.get(row.reversalId);
  if (refund?.status === "confirmed") {
    if (refund.amount === row.amount) return [];
    const atRisk = refund.amount > row.amount ? refund.amount - row.amount : row.amount - refund.amount;
    const subject = { subjectKind: "refund" as const, subjectId: refund.refundId, paymentId: refund.paymentId };
    const sides = { ours: refundSnapshot(refund), theirs: reversalSnapshot(row), currency: refund.currency };
    return [{ reason: "refund_amount", ...subject, day, ...sides, atRisk }];
  }
  // One of ours that is still being asked about ends by itself.
  const isAwaited = input.refunds.some(
    (one) => one.transactionId === row.transactionId && one.amount === row.amount && UNDER_WAY.includes(one.status),
  );
  if (isAwaited) return [];
  const owner = input.paymentOf.get(row.transactionId);
  return [
    {
      reason: "refund_only_at_provider",
      subjectKind: "reversal",
      subjectId: row.reversalId,
      paymentId: owner?.paymentId ?? null,
      day,
      ours: refund ? refundSnapshot(refund) : null,
      theirs: reversalSnapshot(row),
      atRisk: row.amount,
      currency: owner?.currency ?? "TRY",
    },
  ];
}

/** Refunds that we call confirmed and whose record the list does not hold. */
export function refundsWithoutRecord(
  input: Pick<RefundsInput, "refunds" | "reversals" | "now" | "dayFrom" | "dayTo">,
): OurRefund[] {
  const listed = new Set(input.reversals.map(({ reversalId }) => reversalId));
  return input.refunds.filter(({ status, reversalId, sentAt }) => {
    if (status !== "confirmed" || reversalId === null || listed.has(reversalId) || sentAt === null) return false;
    const day = istanbulDay(sentAt);
    return input.now.getTime() - sentAt.getTime() > IN_FLIGHT_MS && day >= input.dayFrom && day <= input.dayTo;
  });
}

/** Our refunds beside the provider's own records of money going back. Pure. */
export function compareRefunds(input: RefundsInput): Difference[] {
  const byId = new Map(input.refunds.flatMap((one) => (one.reversalId ? [[one.reversalId, one] as const] : [])));
  const found = input.reversals
    .filter(({ state, requestedAt }) => state === "approved" && inDays(requestedAt, input))
    .flatMap((row) => fromReversal(row, input, byId));
  const lost = refundsWithoutRecord(input).filter(({ transactionId }) => !input.goneWhole.has(transactionId));
  return [
    ...found,
    ...lost.map((refund) => ({
      reason: "refund_only_ours" as const,
      subjectKind: "refund" as const,
      subjectId: refund.refundId,
      paymentId: refund.paymentId,
      day: refund.sentAt ? istanbulDay(refund.sentAt) : input.dayTo,
      ours: refundSnapshot(refund),
      theirs: null,
      atRisk: refund.amount,
      currency: refund.currency,
    })),
  ];
}

/**
 * Where a provider has no list of reversals: what the sale itself says is left, beside what we gave back. Nothing is
 * concluded while a refund of ours is under way.
 */
export function compareMoneyBack(sale: OurSale, moneyBack: MoneyBack, pending: boolean, day: string): Difference[] {
  if (pending || sale.amount === null) return [];
  const remaining = moneyBack.kind === "none" ? sale.amount : moneyBack.remaining;
  if (remaining === null) return [];
  const gone = sale.amount - remaining;
  if (gone === sale.amountRefunded) return [];
  const isTheirs = gone > sale.amountRefunded;
  const atRisk = isTheirs ? gone - sale.amountRefunded : sale.amountRefunded - gone;
  const last = moneyBack.kind === "some" ? moneyBack.last : null;
  return [
    {
      reason: isTheirs ? "refund_only_at_provider" : "refund_only_ours",
      subjectKind: "payment",
      subjectId: sale.paymentId,
      paymentId: sale.paymentId,
      day,
      ours: { ...ourSnapshot(sale), refunded: sale.amountRefunded.toString() },
      theirs: {
        transaction_id: sale.transactionId,
        refunded: gone.toString(),
        reversal_id: last !== null && last.amount === atRisk ? last.id : null,
        amount: atRisk.toString(),
      },
      atRisk,
      currency: sale.currency,
    },
  ];
}
