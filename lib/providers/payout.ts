/** Money that a provider sends to somebody's IBAN for us. Outcomes are values; `unknown` is one of them. */

export type PayoutOrder = {
  /** Ours, one an order; the provider refuses it a second time. */
  reference: string;
  group: string;
  name: string;
  /** Without spaces. */
  iban: string;
  /** Minor units. */
  amount: bigint;
  /** What the beneficiary reads. */
  text: string;
};

/** `accepted` means filed, not paid. `rejected` is a definite no without effect. */
export type PayoutOutcome =
  | { kind: "accepted"; payoutId: string; callId: string }
  | { kind: "rejected"; code: string; message: string; callId: string }
  | { kind: "unknown"; why: string; callId?: string };

/** `open`: the provider knows it in a state that we do not. `iban` null where the answer names none. */
export type PayoutLookup =
  | {
      kind: "found";
      payoutId: string;
      amount: bigint;
      iban: string | null;
      state: "waiting" | "paid" | "failed" | "open";
      callId: string;
    }
  | { kind: "absent"; callId: string }
  | { kind: "unknown"; why: string };

export interface PayoutProvider {
  /** Sent once; a lost answer is asked about by `findPayout` alone. */
  sendPayout(order: PayoutOrder): Promise<PayoutOutcome>;
  findPayout(reference: string): Promise<PayoutLookup>;
}
