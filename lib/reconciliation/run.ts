import { defineMachine } from "@/lib/kernel/state-machine";

/** Why a difference stands on the board. `bank` ones compare the books with the statement, the others with the provider. */
export const REASONS = [
  "only_at_provider",
  "only_ours",
  "amount",
  "currency",
  "net",
  "provider_failed",
  "provider_captured",
  "day",
  "reference",
  "duplicate",
  "refund_only_at_provider",
  "refund_only_ours",
  "refund_amount",
  "chargeback",
  "day_refused",
  "settlement_missing",
  "settlement_amount",
  "bank_line_unknown",
  "payout_not_at_bank",
] as const;
export type Reason = (typeof REASONS)[number];

export const CASE_STATUSES = ["open", "accepted", "resolved"] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** What somebody let stand is open again when its figures change; a difference that went away never comes back as itself. */
export const caseMachine = defineMachine<CaseStatus>("reconciliation_case", {
  open: ["accepted", "resolved"],
  accepted: ["open", "resolved"],
  resolved: [],
});

export const RUN_STATUSES = ["running", "complete", "incomplete"] as const;
type RunStatus = (typeof RUN_STATUSES)[number];

export const runMachine = defineMachine<RunStatus>("reconciliation_run", {
  running: ["complete", "incomplete"],
  complete: [],
  incomplete: [],
});
