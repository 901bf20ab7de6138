import { defineMachine } from "@/lib/kernel/state-machine";

export const POS_STATUSES = [
  "authorising",
  "ready",
  "initiated",
  "opened",
  "verifying",
  "succeeded",
  "declined",
  "cancelled",
  "expired",
  "unknown",
  "closed",
  "late_success",
] as const;
export type PosStatus = (typeof POS_STATUSES)[number];

/**
 * One try of a sale on a phone. Whoever gave up on it (cashier, time, another tap) cannot stop the card: every end but
 * `succeeded` may still become `late_success`, which waits for a person.
 */
export const posSessionMachine = defineMachine<PosStatus>("pos_session", {
  authorising: ["ready", "cancelled", "closed"],
  ready: ["initiated", "succeeded", "cancelled", "unknown", "closed"],
  initiated: ["opened", "verifying", "succeeded", "declined", "cancelled", "unknown", "late_success"],
  opened: ["verifying", "succeeded", "declined", "cancelled", "unknown", "late_success"],
  verifying: ["succeeded", "declined", "cancelled", "unknown", "late_success"],
  unknown: ["succeeded", "declined", "cancelled", "expired", "late_success"],
  declined: ["succeeded", "late_success"],
  cancelled: ["declined", "expired", "late_success"],
  expired: ["declined", "late_success"],
  closed: ["late_success"],
  succeeded: [],
  late_success: [],
});

/** States in which the phone of a terminal is taken: the unique index of `pos_sessions` holds the same list. */
export const LIVE_POS_STATUSES: readonly PosStatus[] = ["authorising", "ready", "initiated", "opened", "verifying"];

/** How long a cashier waits for a tap, in seconds; the provider's own session may live longer. */
export const POS_DEADLINE_SECONDS = 120;
