import type { ProviderReversal, ProviderTransaction } from "@/lib/providers/port";
import type { Reason } from "./run";

/** What may not be concluded from a reading that is not complete. */
const FROM_ABSENCE: readonly Reason[] = ["only_ours", "refund_only_ours"];
export const needsCompleteReading = (reason: Reason): boolean => FROM_ABSENCE.includes(reason);

/** Minor units as text, so that the snapshot is JSON. */
export type Snapshot = Record<string, string | number | boolean | null>;

export type SubjectKind =
  | "payment"
  | "transaction"
  | "refund"
  | "reversal"
  | "day"
  | "settlement"
  | "bank_line"
  | "payout";

export type Difference = {
  reason: Reason;
  subjectKind: SubjectKind;
  subjectId: string;
  paymentId: string | null;
  /** Istanbul's, `yyyy-mm-dd`. */
  day: string;
  ours: Snapshot | null;
  theirs: Snapshot | null;
  bank?: Snapshot | null;
  atRisk: bigint;
  currency: string;
};

/** One of our payments as the comparison needs it. Amounts in minor units. */
export type OurSale = {
  paymentId: string;
  /** The transaction that took the money there; null while none did. */
  transactionId: string | null;
  /** Its other tries and its hold there. */
  otherIds: string[];
  /** What the provider was told to call it; null where it was adopted without one. */
  reference: string | null;
  status: string;
  review: string | null;
  amount: bigint | null;
  amountRefunded: bigint;
  net: bigint | null;
  commission: bigint | null;
  commissionTax: bigint | null;
  currency: string;
  paidAt: Date | null;
  hasChargeback: boolean;
};

export type OurRefund = {
  refundId: string;
  paymentId: string;
  transactionId: string;
  reversalId: string | null;
  amount: bigint;
  currency: string;
  status: string;
  sentAt: Date | null;
};

const DAY = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Istanbul" });
/** The Istanbul day of an instant, `yyyy-mm-dd`. */
export const istanbulDay = (at: Date): string => DAY.format(at);

const text = (value: bigint | null) => value?.toString() ?? null;

export function ourSnapshot(sale: OurSale): Snapshot {
  return {
    payment_id: sale.paymentId,
    status: sale.status,
    amount: text(sale.amount),
    net: text(sale.net),
    commission: text(sale.commission),
    currency: sale.currency,
    reference: sale.reference,
    at: sale.paidAt?.toISOString() ?? null,
  };
}

export function theirSnapshot(row: ProviderTransaction): Snapshot {
  return {
    transaction_id: row.transactionId,
    status: row.verdict,
    kind: row.kind,
    amount: text(row.amountCharged),
    net: text(row.net),
    commission: text(row.commission),
    currency: row.currency ?? row.currencyText,
    reference: row.reference,
    at: row.occurredAt?.toISOString() ?? null,
  };
}

export function refundSnapshot(refund: OurRefund): Snapshot {
  return {
    refund_id: refund.refundId,
    payment_id: refund.paymentId,
    status: refund.status,
    amount: refund.amount.toString(),
    currency: refund.currency,
    at: refund.sentAt?.toISOString() ?? null,
  };
}

export function reversalSnapshot(row: ProviderReversal): Snapshot {
  return {
    reversal_id: row.reversalId,
    transaction_id: row.transactionId,
    status: row.state,
    amount: row.amount.toString(),
    at: row.requestedAt?.toISOString() ?? null,
  };
}
