import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import { runCommand } from "@/lib/runtime/run-command";
import { readPaidPos } from "../sales/repository";
import { keyOf, openSoftPos, storeKey } from "../terminals/terminal-key";

export type DeviceReversal = {
  merchantId: string;
  paymentId: string;
  refundId: string;
  transactionId: string;
  clock: Clock;
};

/** `accepted`: the provider lets it be finished on the phone; nothing went back yet. */
export type DeviceReversalOutcome =
  | { kind: "accepted"; callId: string }
  | { kind: "rejected"; code: string; message: string; callId?: string }
  | { kind: "unknown"; why: string };

/**
 * Announces that a phone's sale goes back whole (docs/providers/paynet.md, soft POS). Sent once; where it is finished
 * stands on the sale afterwards. A key that is refused started nothing.
 */
export async function startDeviceReversal(request: DeviceReversal): Promise<DeviceReversalOutcome> {
  const work = await readPaidPos(request.merchantId, request.paymentId, request.transactionId);
  if (!work) return { kind: "rejected", code: "not_on_a_phone", message: "" };
  const { session, terminal, account } = work;
  const softPos = openSoftPos(account, { kind: "pos_session", id: session.id });
  let key = keyOf(terminal, request.clock.now());
  if (key === null) {
    const opened = await softPos.openKey({ agentId: terminal.agentId, userId: terminal.panelUserId });
    if (opened.kind === "rejected") return opened;
    if (opened.kind === "unknown") return { kind: "rejected", code: "no_key", message: opened.why };
    await storeKey(terminal, opened);
    key = opened.key;
  }
  const reference = request.refundId.slice(0, 40);
  const outcome = await softPos.startReversal({ key, transactionId: request.transactionId, reference });
  if (outcome.kind === "key_refused") {
    await storeKey(terminal, null);
    return { kind: "rejected", code: "key_refused", message: "" };
  }
  if (outcome.kind !== "started") return outcome;
  await runCommand("vezne_app", "note_pos_reversal", {
    merchant_id: request.merchantId,
    session_id: session.id,
    refund_id: request.refundId,
    deeplink_url: outcome.deeplinkUrl,
  });
  return { kind: "accepted", callId: outcome.callId };
}
