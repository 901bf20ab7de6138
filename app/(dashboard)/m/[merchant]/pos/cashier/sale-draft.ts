/** One sale as the cashier asks for it; the amount in minor units. */
export type SaleDraft = {
  amount: number;
  agent_id: string;
  user_id: string;
  installments: number;
  description?: string;
  reference_no?: string;
  /** Tries this sale again. */
  payment_id?: string;
};

/**
 * `refused`: nothing was started. `busy`: another try is open, named where the reader may see it. `open`: it may have
 * started, and the same command again starts no second one.
 */
export type StartAnswer =
  | { kind: "started"; id: string }
  | { kind: "busy"; id: string | null }
  | { kind: "refused"; reason: string; requestId: string }
  | { kind: "open" }
  | { kind: "mismatch" };
