import "server-only";
import { z } from "zod";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { findPosRow, getPosSession } from "../sales/queries";
import { CASHIER_ANSWERS, type PosSessionView } from "../schemas";

type Decision = "cancel" | "seen" | (typeof CASHIER_ANSWERS)[number];
type Answer = { answer: { result: "applied" | "replayed" | "wrong_state" | "not_found"; status?: string } };

async function decide(scope: Scope, id: string, decision: Decision): Promise<PosSessionView> {
  await findPosRow(scope, id);
  const [row] = await runCommand<Answer>("vezne_app", "decide_pos", {
    merchant_id: scope.merchantId,
    mode: scope.mode,
    session_id: id,
    decision,
    user_id: "userId" in scope.actor ? scope.actor.userId : actorRecord(scope.actor).id,
    actor: actorRecord(scope.actor),
  });
  if (row?.answer.result === "wrong_state") {
    throw new AppError("invalid_state", `a try that is ${row.answer.status} cannot be decided so`, {
      reason: `session_is_${row.answer.status}`,
    });
  }
  wakeWorkers();
  wakeDashboards();
  return getPosSession(scope, id);
}

const OneInput = z.strictObject({ id: z.string().max(40) });

/**
 * Nobody waits for the card any more. The provider has no way to stop it, so the try stays watched, and money that
 * still arrives raises an alarm.
 * @throws AppError not_found, invalid_state
 */
export const cancelPosSale = defineUseCase({
  name: "pos.cancel",
  permission: "pos:write",
  input: OneInput,
  run: (scope, { id }) => decide(scope, id, "cancel"),
});

/** What the cashier saw while the provider is silent; it is on record and moves no money. @throws AppError as cancelPosSale */
export const answerForPosSale = defineUseCase({
  name: "pos.answer",
  permission: "pos:write",
  input: z.strictObject({ id: z.string().max(40), answer: z.enum(CASHIER_ANSWERS) }),
  run: (scope, { id, answer }) => decide(scope, id, answer),
});

/** Somebody read the alarm of a late success. @throws AppError as cancelPosSale */
export const seePosAlarm = defineUseCase({
  name: "pos.see_alarm",
  permission: "pos:write",
  input: OneInput,
  run: (scope, { id }) => decide(scope, id, "seen"),
});
