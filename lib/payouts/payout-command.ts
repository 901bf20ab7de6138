import "server-only";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { actorRecord } from "@/lib/runtime/context";
import { type Command, runCommand } from "@/lib/runtime/run-command";
import type { Scope } from "@/lib/runtime/use-case";

type Answer = {
  result: string;
  payout_id?: string;
  status?: string;
  total?: string;
  ready_at?: string;
  batch_id?: string;
};

const REFUSALS: Record<string, (answer: Answer) => AppError> = {
  not_found: () => new AppError("not_found", "no such payout"),
  wrong_state: ({ status, payout_id }) =>
    new AppError("invalid_state", `${payout_id} is ${status}; this step is not open to it`, {
      reason: `payout_is_${status}`,
      payout_id,
    }),
  own_request: ({ payout_id }) =>
    new AppError("forbidden", "somebody else has to approve: you asked for it", { reason: "own_request", payout_id }),
  disputed: ({ payout_id }) =>
    new AppError("invalid_state", "somebody objects to this payment; nothing of it is paid out until that is settled", {
      reason: "payout_is_disputed",
      payout_id,
    }),
  provider_pays: ({ payout_id }) =>
    new AppError("invalid_state", "the provider pays this seller by its own approval", {
      reason: "provider_pays_seller",
      payout_id,
    }),
  too_early: ({ payout_id, ready_at }) =>
    new AppError("invalid_state", "the release can still be undone", {
      reason: "payout_not_ready",
      payout_id,
      ready_at,
    }),
  total_changed: ({ total }) =>
    new AppError("invalid_input", "the typed sum is not the sum of these payouts", {
      errors: [{ path: "amount", message: "not_the_amount" }],
      total: Number(total),
    }),
  other_way: () =>
    new AppError("invalid_state", "a payout that the provider makes stands in no file", {
      reason: "payout_by_provider",
    }),
  nothing: () =>
    new AppError("invalid_state", "nothing is approved for a file", { reason: "nothing_approved_for_a_file" }),
};

/** Runs one step of people's with what every step carries. @throws AppError of the step's refusal; forbidden for no person */
export async function payoutCommand(
  scope: Scope,
  command: Command,
  step: Record<string, string | string[] | null>,
): Promise<Answer> {
  if (!("userId" in scope.actor)) throw new AppError("forbidden", "a person decides about money that leaves");
  const [row] = await runCommand<{ answer: Answer }>("vezne_app", command, {
    ...step,
    merchant_id: scope.merchantId,
    mode: scope.mode,
    user_id: scope.actor.userId,
    actor: actorRecord(scope.actor),
    command_id: scope.commandId("command"),
    new_journal_id: newId("journal", scope.now()),
  });
  if (!row) throw new Error(`${command} gave no answer`);
  const refused = REFUSALS[row.answer.result]?.(row.answer);
  if (refused) throw refused;
  wakeWorkers();
  wakeDashboards();
  return row.answer;
}
