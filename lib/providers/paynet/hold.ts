import "server-only";
import type { HoldDecision, HoldOutcome, HoldProvider } from "../hold";
import { callPaynet, type PaynetConnection } from "./client";
import { PaynetEnvelope } from "./wire";

const DECIDE = {
  path: "v1/transaction/escrow_status_update",
  retryClass: "never-auto-repeat",
  answer: PaynetEnvelope,
} as const;

/** Docs: 2 approves, 3 rejects (docs/providers/paynet.md 10). */
const STATUS: Partial<Record<HoldDecision, number>> = { approve: 2, reject: 3 };

async function decideHold(
  connection: PaynetConnection,
  { transactionId, decision, note }: Parameters<HoldProvider["decideHold"]>[0],
): Promise<HoldOutcome> {
  const status = STATUS[decision];
  if (status === undefined) return { kind: "refused", code: "unsupported", message: "", callId: "" };
  const answer = await callPaynet(connection, DECIDE, { xact_id: transactionId, status, note: note.slice(0, 256) });
  const { callId } = answer;
  if (answer.kind === "ok") return { kind: "done", callId };
  if (answer.kind === "refused") return { kind: "refused", code: String(answer.code), message: answer.message, callId };
  return answer.kind === "absent"
    ? { kind: "refused", code: "12", message: "", callId }
    : { kind: "unknown", why: answer.why };
}

/** Paynet's `escrow_status_update`. It documents no way to read the state back, and none to take a decision back. */
export const paynetHold = (connection: PaynetConnection): HoldProvider => ({
  decideHold: (of) => decideHold(connection, of),
});
