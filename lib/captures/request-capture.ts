import "server-only";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { getPayment } from "@/lib/payments/queries";
import type { PaymentDto } from "@/lib/payments/schemas";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { CapturePaymentInput, VoidAuthorisationInput } from "./schemas";

type Answer = { answer: { result: string; capture_id?: string; status?: string; left?: string } };
type Wish = { payment_id: string; amount?: bigint | undefined };

function refusal({ result, status, left }: Answer["answer"]): AppError | undefined {
  if (result === "not_found") return new AppError("not_found", "no such payment");
  if (result === "wrong_state") {
    return new AppError("invalid_state", `a payment that is ${status} holds no authorised amount`, {
      reason: `payment_is_${status}`,
    });
  }
  if (result === "in_progress") {
    return new AppError("conflict", "a capture or void of this payment is under way; wait for its answer", {
      reason: "capture_in_progress",
    });
  }
  if (result === "mismatch") {
    return new AppError("idempotency_mismatch", "this command id was used for another request");
  }
  if (result === "too_much") {
    return new AppError("limit_exceeded", `${left} minor units are authorised`, {
      reason: "more_than_authorised",
      left: Number(left),
    });
  }
  return undefined;
}

async function ask(scope: Scope, kind: "capture" | "void", input: Wish): Promise<PaymentDto> {
  if (!("userId" in scope.actor)) throw new AppError("forbidden", "a capture is asked for by a person or a key");
  const [row] = await runCommand<Answer>("vezne_app", "request_capture", {
    merchant_id: scope.merchantId,
    mode: scope.mode,
    payment_id: input.payment_id,
    kind,
    amount: input.amount?.toString() ?? null,
    actor: actorRecord(scope.actor),
    user_id: scope.actor.userId,
    new_capture_id: scope.commandId("capture"),
  });
  if (!row) throw new Error("request_capture gave no answer");
  const refused = refusal(row.answer);
  if (refused) throw refused;
  wakeWorkers();
  wakeDashboards();
  return getPayment(scope, input.payment_id);
}

/**
 * Takes an authorised amount, all or a part, by a job that asks the provider once. The answer is the payment as it
 * stands: still `authorised` until the provider confirms.
 * @throws AppError not_found, invalid_state, conflict, limit_exceeded (with `left`, minor units)
 */
export const capturePayment = defineUseCase({
  name: "payment.capture",
  permission: "refunds:request",
  input: CapturePaymentInput,
  run: (scope, input) => ask(scope, "capture", input),
});

/** Lets an authorised amount go; nothing was taken. @throws AppError as capturePayment */
export const voidAuthorisation = defineUseCase({
  name: "authorisation.void",
  permission: "refunds:request",
  input: VoidAuthorisationInput,
  run: (scope, input) => ask(scope, "void", input),
});
