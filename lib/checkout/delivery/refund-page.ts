import type { refunds } from "@/db/schema/refunds";

type Refund = typeof refunds.$inferSelect;

/** One refund as its payer follows it; amount in minor units as decimal text. */
export type PayRefund = {
  /** `asking`: sent, and the provider has not said what became of it. `not_made`: the provider refused it. */
  state: "started" | "asking" | "accepted" | "done" | "not_made";
  amount: string;
  startedAt: string;
  sentAt: string | null;
  endedAt: string | null;
  /** The provider's own number of it; a bank finds it by that. */
  reference: string | null;
  /** Taken back on the day it was charged: it may never stand on a statement. */
  isCancel: boolean;
};

const STATES: Record<string, PayRefund["state"]> = {
  scheduled: "started",
  sending: "asking",
  unknown: "asking",
  sent: "accepted",
  confirmed: "done",
};

/** A refund the payer is told of: not before it is decided, and a refused one only if it had left us. */
export function refundPage(refund: Refund): PayRefund | undefined {
  const state = refund.status === "rejected" && refund.sentAt !== null ? "not_made" : STATES[refund.status];
  if (state === undefined) return undefined;
  return {
    state,
    amount: refund.amount.toString(),
    startedAt: refund.createdAt.toISOString(),
    sentAt: refund.sentAt?.toISOString() ?? null,
    endedAt: refund.endedAt?.toISOString() ?? null,
    reference: refund.providerReversalId,
    isCancel: refund.method === "cancel",
  };
}

/** On its way back and not yet ended. */
export const isUnderWay = ({ state }: PayRefund): boolean => ["started", "asking", "accepted"].includes(state);
