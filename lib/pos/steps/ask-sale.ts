import "server-only";
import { z } from "zod";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase } from "@/lib/runtime/use-case";
import { followPos } from "../sales/follow-pos";
import { findPosRow, getPosSession } from "../sales/queries";
import type { PosSessionView } from "../schemas";

const OneInput = z.strictObject({ id: z.string().max(40) });

/** Asks the provider now, at a person's or program's word. The answer decides as always. @throws AppError not_found */
export const askPosSale = defineUseCase({
  name: "pos.ask",
  permission: "pos:read",
  input: OneInput,
  async run(scope, { id }): Promise<PosSessionView> {
    await findPosRow(scope, id);
    await followPos({ merchantId: scope.merchantId, sessionId: id, clock: scope.clock });
    return getPosSession(scope, id);
  },
});

/** Our own page opened the provider's app. That a card was tapped nobody can see. @throws AppError not_found */
export const openPosApp = defineUseCase({
  name: "pos.open_app",
  permission: "pos:write",
  input: OneInput,
  async run(scope, { id }): Promise<PosSessionView> {
    await findPosRow(scope, id);
    await runCommand("vezne_app", "note_pos", {
      merchant_id: scope.merchantId,
      session_id: id,
      hint: "opened",
      actor: actorRecord(scope.actor),
    });
    wakeDashboards();
    return getPosSession(scope, id);
  },
});
