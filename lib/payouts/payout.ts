import { defineMachine } from "@/lib/kernel/state-machine";

export const PAYOUT_STATUSES = [
  "waiting",
  "awaiting_approval",
  "approved",
  "exported",
  "sending",
  "sent",
  "unknown",
  "paid",
  "failed",
  "withdrawn",
] as const;
export type PayoutStatus = (typeof PAYOUT_STATUSES)[number];

/**
 * Asked for by one, approved by another, then in one bank file or sent once. What failed is decided by two again. Where the
 * provider pays by its own approval it is sent with that (docs/decisions/0019-provider-mirror.md).
 */
export const payoutMachine = defineMachine<PayoutStatus>("payout", {
  waiting: ["awaiting_approval", "sent", "withdrawn"],
  awaiting_approval: ["approved", "withdrawn"],
  approved: ["exported", "sending", "withdrawn"],
  exported: ["paid", "failed"],
  sending: ["sent", "unknown", "paid", "failed"],
  sent: ["paid", "failed"],
  unknown: ["sent", "paid", "failed"],
  paid: [],
  failed: ["awaiting_approval", "sent"],
  withdrawn: ["awaiting_approval", "sent"],
});
