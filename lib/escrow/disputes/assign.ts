import "server-only";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase } from "@/lib/runtime/use-case";
import { getEscrow } from "../desk/queries";
import { AssignDisputeInput, AssignInput, type DisputeDto, type EscrowDto } from "../schemas";
import { getDispute } from "./queries";

type Answer = { answer: { result: string } };

/** Who answers an open dispute, and by when. @throws AppError not_found (also when it is no longer open) */
export const assignDispute = defineUseCase({
  name: "dispute.assign",
  permission: "escrow:write",
  input: AssignDisputeInput,
  run: async (scope, { id, owner_id, deadline_at }): Promise<DisputeDto> => {
    const [row] = await runCommand<Answer>("vezne_app", "assign_dispute", {
      merchant_id: scope.merchantId,
      mode: scope.mode,
      dispute_id: id,
      owner_id,
      deadline_at,
      actor: actorRecord(scope.actor),
    });
    if (row?.answer.result === "not_found") throw new AppError("not_found", "no such open dispute");
    wakeDashboards();
    return getDispute(scope, id);
  },
});

/** Who looks after a case; null: nobody. @throws AppError not_found */
export const assignEscrow = defineUseCase({
  name: "escrow.assign",
  permission: "escrow:write",
  input: AssignInput,
  run: async (scope, { id, owner_id }): Promise<EscrowDto> => {
    const [row] = await runCommand<Answer>("vezne_app", "assign_escrow", {
      merchant_id: scope.merchantId,
      mode: scope.mode,
      escrow_id: id,
      owner_id,
      actor: actorRecord(scope.actor),
    });
    if (row?.answer.result === "not_found") throw new AppError("not_found", "no such escrow account");
    wakeDashboards();
    return getEscrow(scope, id);
  },
});
