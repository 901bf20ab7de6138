import "server-only";
import { z } from "zod";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { FreeText } from "@/lib/paylinks/schemas";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase } from "@/lib/runtime/use-case";
import { getEscrow } from "../desk/queries";
import type { EscrowDto } from "../schemas";

/** `done`, `waiting`: what the provider's panel shows of a lost answer; `again`: say it once more; `cancel`: take it back. */
export const DecideMirrorInput = z.strictObject({
  id: z.string().max(40),
  step: z.enum(["done", "waiting", "again", "cancel"]),
  note: FreeText(500),
});

const REFUSALS: Record<string, (status: string) => AppError> = {
  not_found: () => new AppError("not_found", "nothing of this case is held at a provider"),
  wrong_state: (status) =>
    new AppError("invalid_state", `what the provider was told is ${status}; this step is not open`, {
      reason: `mirror_is_${status}`,
    }),
  own_request: () =>
    new AppError("forbidden", "somebody else has to say it: you asked for the release", { reason: "own_request" }),
  ask_instead: () =>
    new AppError("invalid_state", "this provider is asked by ourselves", { reason: "mirror_is_asked_about" }),
  payout_under_way: () =>
    new AppError("invalid_state", "a payout of ours is on its way; the provider's would be the second", {
      reason: "mirror_payout_under_way",
    }),
  seller_paid: () =>
    new AppError("invalid_state", "the provider paid the seller already", { reason: "mirror_seller_paid" }),
};

/**
 * A person's word about what the provider was told of a case; nothing of it moves our own books but the payouts that the
 * provider makes. @throws AppError forbidden, not_found, invalid_state
 */
export const decideMirror = defineUseCase({
  name: "escrow.mirror",
  permission: "escrow:release",
  input: DecideMirrorInput,
  run: async (scope, input): Promise<EscrowDto> => {
    if (!("userId" in scope.actor)) throw new AppError("forbidden", "a person decides about money at a provider");
    const [row] = await runCommand<{ answer: { result: string; status?: string } }>("vezne_app", "decide_mirror", {
      merchant_id: scope.merchantId,
      mode: scope.mode,
      escrow_id: input.id,
      step: input.step,
      note: input.note,
      user_id: scope.actor.userId,
      actor: actorRecord(scope.actor),
      command_id: scope.commandId("command"),
      new_journal_id: newId("journal", scope.now()),
    });
    const refused = REFUSALS[row?.answer.result ?? ""]?.(row?.answer.status ?? "");
    if (refused) throw refused;
    wakeWorkers();
    wakeDashboards();
    return getEscrow(scope, input.id);
  },
});
