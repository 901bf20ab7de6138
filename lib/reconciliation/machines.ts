import { defineMachine } from "@/lib/kernel/state-machine";

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
