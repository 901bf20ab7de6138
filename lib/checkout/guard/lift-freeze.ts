import "server-only";
import { z } from "zod";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase } from "@/lib/runtime/use-case";

type Answer = { answer: { result: "applied" | "replayed" | "not_found" } };

/** Lets payments start again that the guard against card testing stopped. @throws AppError not_found */
export const liftFreeze = defineUseCase({
  name: "guard.lift",
  permission: "provider-accounts:write",
  input: z.strictObject({ id: z.string().max(40) }),
  async run(scope, { id }): Promise<{ id: string }> {
    const [row] = await runCommand<Answer>("vezne_app", "lift_freeze", {
      merchant_id: scope.merchantId,
      mode: scope.mode,
      freeze_id: id,
      actor: actorRecord(scope.actor),
      user_id: "userId" in scope.actor ? scope.actor.userId : null,
    });
    if (row?.answer.result === "not_found") throw new AppError("not_found", "no such freeze");
    wakeDashboards();
    return { id };
  },
});
