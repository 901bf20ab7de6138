import "server-only";
import { z } from "zod";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase } from "@/lib/runtime/use-case";
import { findPosRow, getPosSession } from "../sales/queries";
import type { PosSessionView } from "../schemas";

const ReportInput = z.strictObject({
  id: z.string().max(40),
  /** As the provider answered the merchant's own app: docs/providers/paynet.md, soft POS. */
  payment_session_id: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
});

type Answer = {
  answer: { result: "applied" | "replayed" | "other_session" | "wrong_state" | "not_found"; status?: string };
};

/**
 * The merchant's own app started the sale with the key it was given. A claim: the provider is asked, and only a row
 * that carries this try's reference counts.
 * @throws AppError not_found, invalid_state (started by us, over), conflict (that session is another try's)
 */
export const reportPosSale = defineUseCase({
  name: "pos.report",
  permission: "pos:write",
  input: ReportInput,
  async run(scope, input): Promise<PosSessionView> {
    await findPosRow(scope, input.id);
    const [row] = await runCommand<Answer>("vezne_app", "report_pos", {
      merchant_id: scope.merchantId,
      mode: scope.mode,
      session_id: input.id,
      payment_session_id: input.payment_session_id,
      actor: actorRecord(scope.actor),
    });
    const result = row?.answer.result;
    if (result === "other_session") throw new AppError("conflict", "this provider session belongs to another try");
    if (result === "wrong_state") {
      throw new AppError("invalid_state", "this try takes no report", { reason: `session_is_${row?.answer.status}` });
    }
    wakeWorkers();
    wakeDashboards();
    return getPosSession(scope, input.id);
  },
});
