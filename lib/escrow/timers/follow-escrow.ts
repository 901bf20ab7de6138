import "server-only";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { type Actor, actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";

const ACTOR: Actor = { kind: "system", id: "follow-escrow" };

/** Does what is due on one account, if anything still is: the command decides under the account's lock. */
export async function followEscrow(request: { merchantId: string; escrowId: string; clock: Clock }): Promise<void> {
  const now = request.clock.now();
  const [row] = await runCommand<{ answer: { result: string } }>("vezne_app", "fire_escrow_timer", {
    merchant_id: request.merchantId,
    escrow_id: request.escrowId,
    actor: actorRecord(ACTOR),
    new_release_id: newId("release", now),
    new_dispute_id: newId("dispute", now),
    new_refund_id: newId("refund", now),
    new_journal_id: newId("journal", now),
  });
  if (!["released", "refunded", "asked"].includes(row?.answer.result ?? "")) return;
  wakeWorkers();
  wakeDashboards();
}
