import "server-only";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase } from "@/lib/runtime/use-case";
import { getEscrow } from "../desk/queries";
import { DisputeInput, type EscrowDto, ResolveInput } from "../schemas";

type Answer = { answer: { result: string; status?: string; dispute_id?: string; refund?: { result: string } } };

/** Stops every clock of an account until somebody resolves it. @throws AppError not_found, conflict (already open), invalid_state */
export const openDispute = defineUseCase({
  name: "escrow.dispute",
  permission: "escrow:write",
  input: DisputeInput,
  run: async (scope, { id, reason }): Promise<EscrowDto> => {
    const [row] = await runCommand<Answer>("vezne_app", "open_dispute", {
      merchant_id: scope.merchantId,
      mode: scope.mode,
      escrow_id: id,
      kind: "staff",
      reason,
      actor: actorRecord(scope.actor),
      owner_id: null,
      new_dispute_id: scope.commandId("dispute"),
    });
    const answer = row?.answer;
    if (answer?.result === "not_found") throw new AppError("not_found", "no such escrow account");
    if (answer?.result === "already_open") {
      throw new AppError("conflict", "a dispute is open already", {
        reason: "already_disputed",
        dispute_id: answer.dispute_id,
      });
    }
    if (answer?.result === "wrong_state") {
      throw new AppError("invalid_state", "there is no money to object to", { reason: `escrow_is_${answer.status}` });
    }
    wakeDashboards();
    return getEscrow(scope, id);
  },
});

/**
 * Ends a dispute: `release` (the seller was right, the clocks go on), `refund` (the buyer was right: everything held is
 * asked to go back, under the refund rules), `withdrawn` (the buyer says it is solved).
 * @throws AppError not_found, invalid_state (nothing open), forbidden (refund without that permission)
 */
export const resolveDispute = defineUseCase({
  name: "escrow.resolve",
  permission: "escrow:release",
  input: ResolveInput,
  run: async (scope, { id, outcome, note }): Promise<EscrowDto> => {
    if (!("userId" in scope.actor)) throw new AppError("forbidden", "a person resolves a dispute");
    if (outcome === "refund" && !scope.permissions.includes("refunds:request")) {
      throw new AppError("forbidden", "a refund needs refunds:request", { permission: "refunds:request" });
    }
    const [row] = await runCommand<Answer>("vezne_app", "resolve_dispute", {
      merchant_id: scope.merchantId,
      mode: scope.mode,
      escrow_id: id,
      outcome,
      note: note ?? "dispute resolved",
      actor: actorRecord(scope.actor),
      user_id: scope.actor.userId,
      new_refund_id: scope.commandId("refund"),
      new_journal_id: newId("journal", scope.now()),
    });
    if (row?.answer.result === "not_found") throw new AppError("not_found", "no such escrow account");
    if (row?.answer.result === "not_open") {
      throw new AppError("invalid_state", "no dispute is open", { reason: "no_open_dispute" });
    }
    if (row?.answer.result === "refund_refused") {
      const why = row.answer.refund?.result ?? "unknown";
      throw new AppError("invalid_state", "the held money cannot be refunded; the dispute stays open", {
        reason: `refund_${why}`,
      });
    }
    wakeWorkers();
    wakeDashboards();
    return getEscrow(scope, id);
  },
});
