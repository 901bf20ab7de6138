import { defineMachine } from "@/lib/kernel/state-machine";

export const MIRROR_STATUSES = ["held", "due", "sending", "unknown", "refused", "confirmed"] as const;
export type MirrorStatus = (typeof MIRROR_STATUSES)[number];

/**
 * `held` there until our case is decided; then said once, after the release's ten minutes. What was refused or lost is said
 * again by a person's word alone. An approval taken back there is held again.
 */
export const mirrorMachine = defineMachine<MirrorStatus>("mirror", {
  held: ["due"],
  due: ["held", "sending", "refused", "confirmed"],
  sending: ["confirmed", "refused", "unknown", "held"],
  unknown: ["confirmed", "refused", "due", "held"],
  refused: ["due", "confirmed"],
  confirmed: ["due"],
});

export const MIRROR_DECISIONS = ["approve", "reject", "cancel"] as const;
