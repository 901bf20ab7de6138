import "server-only";
import type { z } from "zod";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { getRefund } from "./queries";
import { type RefundDto, RequestRefundInput, VoidPaymentInput } from "./schemas";

type Answer = { answer: { result: string; refund_id?: string; status?: string; left?: string } };

function refusal({ result, status, left }: Answer["answer"]): AppError | undefined {
  if (result === "mismatch")
    return new AppError("idempotency_mismatch", "this command asked for another refund before");
  if (result === "not_found") return new AppError("not_found", "no such payment");
  if (result === "wrong_state") {
    return new AppError("invalid_state", `a payment that is ${status} cannot be refunded`, {
      reason: `payment_is_${status}`,
    });
  }
  if (result === "too_much") {
    return new AppError("limit_exceeded", `${left} minor units are left to refund`, {
      reason: "more_than_left",
      left: Number(left),
    });
  }
  if (result === "whole_only") {
    return new AppError("invalid_state", "a sale on a phone is given back whole", {
      reason: "whole_only",
      left: Number(left),
    });
  }
  if (result === "not_in_batch") {
    return new AppError("invalid_state", "the batch does not name this refund", { reason: "not_in_batch" });
  }
  if (result === "void_too_late") {
    return new AppError("invalid_state", "a void is the whole amount on the day of the capture; refund instead", {
      reason: "void_too_late",
    });
  }
  return undefined;
}

/**
 * Reserves one refund, alone or as the row of a batch that names it. The same id again answers with the first.
 * @throws AppError as requestRefund
 */
export async function reserveRefund(
  scope: Scope,
  kind: "refund" | "void",
  input: z.output<typeof RequestRefundInput>,
  { id, batchId, onDevice }: { id: string; batchId: string | null; onDevice?: boolean },
): Promise<RefundDto> {
  if (!("userId" in scope.actor)) throw new AppError("forbidden", "a refund is asked for by a person or a key");
  const [row] = await runCommand<Answer>("vezne_app", "request_refund", {
    merchant_id: scope.merchantId,
    mode: scope.mode,
    payment_id: input.payment_id,
    kind,
    amount: input.amount?.toString() ?? null,
    reason: input.reason,
    actor: actorRecord(scope.actor),
    user_id: scope.actor.userId,
    batch_id: batchId,
    on_device: onDevice === true,
    new_refund_id: id,
    new_journal_id: newId("journal", scope.now()),
  });
  if (!row) throw new Error("request_refund gave no answer");
  const refused = refusal(row.answer);
  if (refused) throw refused;
  wakeWorkers();
  wakeDashboards();
  return getRefund(scope, row.answer.refund_id ?? "");
}

const alone = (scope: Scope) => ({ id: scope.commandId("refund"), batchId: null });

/**
 * Reserves the amount and hands the refund to the job that sends it once. Above the merchant's limit a second person
 * approves first; a part of today's sale waits for the next Istanbul day.
 * @throws AppError not_found, invalid_state, limit_exceeded (with `left`, minor units)
 */
export const requestRefund = defineUseCase({
  name: "refund.request",
  permission: "refunds:request",
  input: RequestRefundInput,
  run: (scope, input) => reserveRefund(scope, "refund", input, alone(scope)),
});

/** Takes a capture of today back whole; the payment ends `voided`. @throws AppError as requestRefund */
export const voidPayment = defineUseCase({
  name: "payment.void",
  permission: "refunds:request",
  input: VoidPaymentInput,
  run: (scope, input) => reserveRefund(scope, "void", { ...input, amount: undefined }, alone(scope)),
});
