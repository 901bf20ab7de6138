import { defineMachine } from "@/lib/kernel/state-machine";

export const REFUND_STATUSES = [
  "requested",
  "awaiting_approval",
  "scheduled",
  "sending",
  "sent",
  "confirmed",
  "rejected",
  "unknown",
  "withdrawn",
] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** The amount is reserved from `requested` on; only `confirmed` changes the payment; `unknown` is never sent again. */
export const refundMachine = defineMachine<RefundStatus>("refund", {
  requested: ["awaiting_approval", "scheduled", "withdrawn"],
  awaiting_approval: ["scheduled", "rejected", "withdrawn"],
  scheduled: ["sending", "withdrawn"],
  sending: ["sent", "confirmed", "rejected", "unknown"],
  sent: ["confirmed", "rejected", "unknown"],
  unknown: ["sent", "confirmed", "rejected"],
  confirmed: [],
  rejected: [],
  withdrawn: [],
});
