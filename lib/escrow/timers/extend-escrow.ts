import "server-only";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase } from "@/lib/runtime/use-case";
import { getEscrow } from "../desk/queries";
import { type EscrowDto, ExtendInput } from "../schemas";

/** Gives the buyer more days before the money is released by itself. @throws AppError not_found, invalid_state */
export const extendEscrow = defineUseCase({
  name: "escrow.extend",
  permission: "escrow:write",
  input: ExtendInput,
  run: async (scope, { id, days }): Promise<EscrowDto> => {
    const [row] = await runCommand<{ answer: { result: string; status?: string } }>("vezne_app", "extend_escrow", {
      merchant_id: scope.merchantId,
      mode: scope.mode,
      escrow_id: id,
      days,
      actor: actorRecord(scope.actor),
      command_id: scope.commandId("command"),
    });
    if (row?.answer.result === "not_found") throw new AppError("not_found", "no such escrow account");
    if (row?.answer.result === "wrong_state") {
      throw new AppError("invalid_state", "no clock of this account runs", {
        reason: `escrow_is_${row.answer.status}`,
      });
    }
    wakeDashboards();
    return getEscrow(scope, id);
  },
});
