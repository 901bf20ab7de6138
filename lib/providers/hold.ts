/**
 * A provider that keeps a payment's money until it hears that the delivery was confirmed. Our own books decide; this only
 * tells it. Outcomes are values; `unknown` is one of them, and nothing is said a second time without a look or a person.
 */

/** `cancel` takes an approval back while the seller is not paid. */
export type HoldDecision = "approve" | "reject" | "cancel";

export type HoldOutcome =
  | { kind: "done"; callId: string | null }
  | { kind: "refused"; code: string; message: string; callId: string }
  | { kind: "unknown"; why: string };

/** `partly`: some of what belongs to sellers is approved and some is not. */
export type HoldReading =
  | { kind: "found"; seen: "approved" | "not_approved" | "partly"; callId: string }
  | { kind: "unknown"; why: string };

export interface HoldProvider {
  /** Sent once. `note` is what the provider keeps with it. */
  decideHold(of: { transactionId: string; decision: HoldDecision; note: string }): Promise<HoldOutcome>;
  /** Absent where the provider documents no way to ask. */
  readHold?(transactionId: string): Promise<HoldReading>;
}
