import { defineMachine } from "@/lib/kernel/state-machine";

export const PAYMENT_STATUSES = [
  "created",
  "processing",
  "authorised",
  "captured",
  "failed",
  "expired",
  "unknown",
  "voided",
  "partially_refunded",
  "refunded",
  "disputed",
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** Captured goes back only through void, refund or dispute; failed, expired and unknown may still prove captured. */
export const paymentMachine = defineMachine<PaymentStatus>("payment", {
  created: ["processing", "expired", "unknown"],
  processing: ["authorised", "captured", "failed", "expired", "unknown"],
  authorised: ["captured", "voided", "expired", "unknown"],
  captured: ["voided", "partially_refunded", "refunded", "disputed"],
  // Back to processing only by the payer's own new try on a checkout.
  failed: ["captured", "unknown", "processing"],
  expired: ["captured", "failed", "unknown", "processing"],
  unknown: ["captured", "failed", "expired", "authorised", "voided"],
  voided: [],
  partially_refunded: ["refunded", "disputed"],
  refunded: ["disputed"],
  disputed: ["captured", "partially_refunded", "refunded"],
});

export const ATTEMPT_STATUSES = [
  "created",
  "redirected",
  "returned",
  "charging",
  "authorised",
  "captured",
  "failed",
  "expired",
  "unknown",
] as const;
export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number];

/** 3-D authenticated is not paid: only the provider's answer ends an attempt. */
export const attemptMachine = defineMachine<AttemptStatus>("attempt", {
  created: ["redirected", "expired", "failed", "unknown"],
  redirected: ["returned", "charging", "authorised", "captured", "failed", "expired", "unknown"],
  returned: ["charging", "authorised", "captured", "failed", "expired", "unknown"],
  charging: ["authorised", "captured", "failed", "unknown"],
  authorised: ["captured", "expired", "failed", "unknown"],
  captured: [],
  failed: ["captured", "authorised"],
  expired: ["captured", "failed", "authorised"],
  unknown: ["captured", "failed", "expired", "authorised"],
});

/** A status that can change only through a new act (refund, dispute) or not at all. */
export function isFinal(status: PaymentStatus): boolean {
  return !["created", "processing", "authorised", "unknown"].includes(status);
}
