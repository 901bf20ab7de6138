import { defineMachine } from "@/lib/kernel/state-machine";

export const CAPTURE_STATUSES = ["requested", "sending", "confirmed", "rejected", "unknown"] as const;
export type CaptureStatus = (typeof CAPTURE_STATUSES)[number];

/** Sent once; `unknown` is asked about and never sent again; only `confirmed` changes the payment. */
export const captureMachine = defineMachine<CaptureStatus>("capture", {
  requested: ["sending", "confirmed", "rejected"],
  sending: ["confirmed", "rejected", "unknown"],
  unknown: ["confirmed", "rejected"],
  confirmed: [],
  rejected: [],
});
