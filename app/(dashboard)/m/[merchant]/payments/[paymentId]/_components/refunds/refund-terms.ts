import { istanbulDay } from "@/app/_lib/istanbul-day";
import type { PaymentDto } from "@/lib/payments/schemas";
import type { RefundView } from "@/lib/refunds/schemas";

const HALF_HOUR_MS = 1_800_000;
const ENDED = ["confirmed", "rejected", "withdrawn"];

/** What may go back and how. The server decides again; this only says it before the click. */
export type RefundTerms = {
  charged: bigint;
  left: bigint;
  limit: bigint;
  isCaptureDay: boolean;
  /** A sale on a phone goes back whole or not at all. */
  wholeOnly: boolean;
  /** When a part of today's sale is sent. */
  sentAfter: string;
};

export function refundTerms(
  payment: PaymentDto,
  refunds: readonly RefundView[],
  now: Date,
  limit: string,
): RefundTerms {
  const today = istanbulDay(now);
  const charged = BigInt(payment.amount_charged ?? 0);
  const reserved = refunds
    .filter((refund) => !ENDED.includes(refund.status))
    .reduce((sum, refund) => sum + BigInt(refund.amount), 0n);
  const paidAt = payment.paid_at === null ? undefined : new Date(payment.paid_at).getTime();
  return {
    charged,
    left: charged - BigInt(payment.amount_refunded) - reserved,
    limit: BigInt(limit),
    wholeOnly: payment.channel === "pos",
    isCaptureDay: paidAt !== undefined && paidAt >= Date.parse(today.from) && paidAt < Date.parse(today.to),
    sentAfter: new Date(Date.parse(today.to) + HALF_HOUR_MS).toISOString(),
  };
}

export function effectOf(terms: RefundTerms, amount: bigint): "cancel" | "tomorrow" | "now" {
  if (!terms.isCaptureDay) return "now";
  return amount === terms.charged ? "cancel" : "tomorrow";
}

/** Why nothing can go back; undefined when it can. */
export function refundBlock(payment: PaymentDto, terms: RefundTerms, mayRequest: boolean): string | undefined {
  if (payment.amount_charged === null) return "not_captured";
  if (!mayRequest) return "not_permitted";
  const isOpen = payment.status === "captured" || payment.status === "partially_refunded";
  return isOpen && terms.left > 0n ? undefined : "nothing_left";
}

export function voidBlock(terms: RefundTerms): string | undefined {
  if (!terms.isCaptureDay) return "void_day";
  return terms.left === terms.charged ? undefined : "void_whole";
}
