import "server-only";
import type { z } from "zod";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { getEscrow } from "../desk/queries";
import { type EscrowDto, ReleaseInput } from "../schemas";
import { type ReleaseAnswer, releaseRefusal } from "./refusal";

/**
 * Asks for one release, alone or as a row of a batch that names it. The same id again answers with the first.
 * @throws AppError as requestRelease
 */
export async function askForRelease(
  scope: Scope,
  input: z.output<typeof ReleaseInput>,
  { id, batchId }: { id: string; batchId: string | null },
): Promise<void> {
  if (!("userId" in scope.actor)) throw new AppError("forbidden", "a release is asked for by a person or a key");
  const [row] = await runCommand<{ answer: ReleaseAnswer }>("vezne_app", "request_release", {
    merchant_id: scope.merchantId,
    mode: scope.mode,
    escrow_id: input.id,
    amount: input.amount?.toString() ?? null,
    note: input.note,
    actor: actorRecord(scope.actor),
    user_id: scope.actor.userId,
    batch_id: batchId,
    new_release_id: id,
    new_journal_id: newId("journal", scope.now()),
  });
  if (!row) throw new Error("request_release gave no answer");
  const refused = releaseRefusal(row.answer);
  if (refused) throw refused;
}

/**
 * Releases held money to the seller. Above the merchant's limit, without a confirmed delivery, or while the merchant owes
 * a chargeback it waits for a second person; otherwise it is booked at once and can be undone for ten minutes.
 * @throws AppError not_found, invalid_state, conflict (somebody was quicker: who and when), limit_exceeded (with `left`)
 */
export const requestRelease = defineUseCase({
  name: "escrow.release",
  permission: "escrow:release",
  input: ReleaseInput,
  run: async (scope, input): Promise<EscrowDto> => {
    await askForRelease(scope, input, { id: scope.commandId("release"), batchId: null });
    wakeWorkers();
    wakeDashboards();
    return getEscrow(scope, input.id);
  },
});
