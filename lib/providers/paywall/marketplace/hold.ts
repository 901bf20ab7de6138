import "server-only";
import type { HoldOutcome, HoldProvider, HoldReading } from "../../hold";
import type { ApprovalOutcome } from "../../marketplace";
import type { PaywallConnection } from "../client";
import { approvalStates, approveProducts, cancelApproval } from "./approvals";

/** Everything the sellers sold, and whether it is approved. */
async function sellersProducts(connection: PaywallConnection, transactionId: string) {
  const states = await approvalStates(connection, transactionId);
  if (states.kind !== "found")
    return { kind: "unknown" as const, why: states.kind === "absent" ? "absent" : states.why };
  const sold = states.products.filter(({ member }) => member !== null);
  if (sold.length === 0) return { kind: "unknown" as const, why: "no_product" };
  return { kind: "found" as const, sold, callId: states.callId };
}

async function readHold(connection: PaywallConnection, transactionId: string): Promise<HoldReading> {
  const found = await sellersProducts(connection, transactionId);
  if (found.kind === "unknown") return found;
  const approved = found.sold.filter((product) => product.approved).length;
  const seen = approved === 0 ? "not_approved" : approved === found.sold.length ? "approved" : "partly";
  return { kind: "found", seen, callId: found.callId };
}

function toOutcome(answer: ApprovalOutcome): HoldOutcome {
  if (answer.kind === "unknown") return answer;
  if (answer.kind === "rejected") return { ...answer, kind: "refused" };
  const [first] = answer.refused;
  if (first === undefined) return { kind: "done", callId: answer.callId };
  // One product went through and another did not: what stands there now is looked at.
  if (answer.done.length > 0) return { kind: "unknown", why: "partly" };
  return { kind: "refused", code: "product", message: first.reason, callId: answer.callId };
}

/**
 * A divided payment of Paywall (docs/providers/paywall.md 12): what nobody approved is held, so that a rejection has nothing
 * to say. The share was ours to name at the start (`share: earning`).
 */
export const paywallHold = (connection: PaywallConnection): HoldProvider => ({
  async decideHold({ transactionId, decision, note }) {
    if (decision === "reject") return { kind: "done", callId: null };
    const found = await sellersProducts(connection, transactionId);
    // Nothing was sent yet.
    if (found.kind === "unknown") return { kind: "refused", code: "not_looked_up", message: found.why, callId: "" };
    const of = { transactionId, productIds: found.sold.map(({ id }) => id) };
    if (decision === "cancel") return toOutcome(await cancelApproval(connection, of));
    return toOutcome(await approveProducts(connection, { ...of, shareBy: "us", transferText: note.slice(0, 100) }));
  },
  readHold: (transactionId) => readHold(connection, transactionId),
});
