import "server-only";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { type DisputeDto, OpenChargebackInput, SettleChargebackInput } from "../schemas";
import { getDispute } from "./queries";

type Answer = { answer: { result: string; status?: string; left?: string; dispute_id?: string } };

async function told(scope: Scope, row: Answer | undefined, id = ""): Promise<DisputeDto> {
  const answer = row?.answer;
  if (answer?.result === "not_found") throw new AppError("not_found", "no such payment or chargeback");
  if (answer?.result === "wrong_state") {
    throw new AppError("invalid_state", `what is ${answer.status} cannot be charged back or settled`, {
      reason: `it_is_${answer.status}`,
    });
  }
  if (answer?.result === "too_much") {
    throw new AppError("limit_exceeded", `${answer.left} minor units are left of the payment`, {
      reason: "more_than_left",
      left: Number(answer.left),
    });
  }
  wakeWorkers();
  wakeDashboards();
  return getDispute(scope, answer?.dispute_id ?? id);
}

/**
 * Books what the card's bank took back: from held money first; what the merchant already has becomes what it owes, and
 * until that is settled every release is seen by two. The same provider reference again is the same chargeback.
 * @throws AppError not_found, invalid_state, limit_exceeded (with `left`, minor units)
 */
export const openChargeback = defineUseCase({
  name: "dispute.open-chargeback",
  permission: "escrow:write",
  input: OpenChargebackInput,
  run: async (scope, input): Promise<DisputeDto> => {
    const [row] = await runCommand<Answer>("vezne_app", "open_chargeback", {
      merchant_id: scope.merchantId,
      mode: scope.mode,
      payment_id: input.payment_id,
      amount: input.amount?.toString() ?? null,
      reason: input.reason,
      provider_reference: input.provider_reference ?? null,
      deadline_at: input.deadline_at ?? null,
      owner_id: null,
      actor: actorRecord(scope.actor),
      new_dispute_id: scope.commandId("dispute"),
      new_journal_id: newId("journal", scope.now()),
    });
    return told(scope, row);
  },
});

/** Won: a second journal gives the money back to where it was. Lost: it stays gone. @throws AppError not_found, invalid_state */
export const settleChargeback = defineUseCase({
  name: "dispute.settle-chargeback",
  permission: "escrow:release",
  input: SettleChargebackInput,
  run: async (scope, { id, outcome, note }): Promise<DisputeDto> => {
    const [row] = await runCommand<Answer>("vezne_app", "settle_chargeback", {
      merchant_id: scope.merchantId,
      mode: scope.mode,
      dispute_id: id,
      outcome,
      note: note ?? null,
      actor: actorRecord(scope.actor),
      new_journal_id: newId("journal", scope.now()),
    });
    return told(scope, row, id);
  },
});
