import "server-only";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { runCommand } from "@/lib/runtime/run-command";
import { type Buyer, payerRecord } from "./ask-code";

/** What can be wrong, as the page offers it; catalogue keys, with the words that staff read in the case. */
export const COMPLAINTS = {
  not_arrived: "Ürün gelmedi",
  damaged: "Kırık ya da hasarlı geldi",
  other_thing: "Başka ürün geldi ya da eksik",
} as const;
export type Complaint = keyof typeof COMPLAINTS;

type Report = { reason: Complaint; note: string | undefined; clock: Clock };

/** Stops every clock of the account at once; false where nothing is held any more. Pressed twice it is one report. */
export async function reportProblem(buyer: Buyer, { reason, note, clock }: Report): Promise<boolean> {
  const now = clock.now();
  const told = [COMPLAINTS[reason], note].filter(Boolean).join(": ");
  const [row] = await runCommand<{ answer: { result: string } }>("vezne_app", "report_problem", {
    merchant_id: buyer.merchantId,
    mode: buyer.mode,
    escrow_id: buyer.escrowId,
    reason: told,
    data: { reason, note: told },
    owner_id: null,
    actor: payerRecord(buyer),
    new_dispute_id: newId("dispute", now),
    new_evidence_id: newId("evidence", now),
  });
  wakeDashboards();
  wakeWorkers();
  return ["applied", "replayed", "already_open"].includes(row?.answer.result ?? "");
}
