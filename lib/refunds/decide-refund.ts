import "server-only";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { getRefund } from "./queries";
import { ApproveRefundInput, type RefundDto, RefundIdInput } from "./schemas";

type Decision = "approve" | "reject" | "withdraw";
type Answer = { answer: { result: string; status?: string } };

async function decide(scope: Scope, id: string, decision: Decision, amount?: bigint): Promise<RefundDto> {
  if (!("userId" in scope.actor)) throw new AppError("forbidden", "a person decides about a refund");
  const seen = await getRefund(scope, id);
  if (decision === "approve" && amount !== BigInt(seen.amount)) {
    throw new AppError("invalid_input", "the typed amount is not the amount of the refund", {
      errors: [{ path: "amount", message: "not_the_amount" }],
    });
  }
  const [row] = await runCommand<Answer>("vezne_app", "decide_refund", {
    merchant_id: scope.merchantId,
    mode: scope.mode,
    refund_id: id,
    decision,
    amount: amount?.toString() ?? null,
    user_id: scope.actor.userId,
    actor: actorRecord(scope.actor),
    command_id: scope.commandId("command"),
    new_journal_id: newId("journal", scope.now()),
  });
  const result = row?.answer.result;
  if (result === "not_found") throw new AppError("not_found", "no such refund");
  if (result === "own_request") {
    throw new AppError("forbidden", "somebody else has to approve: you asked for it", { reason: "own_request" });
  }
  if (result === "wrong_state") {
    throw new AppError("invalid_state", `a refund that is ${row?.answer.status} cannot be decided`, {
      reason: `refund_is_${row?.answer.status}`,
    });
  }
  wakeWorkers();
  wakeDashboards();
  return getRefund(scope, id);
}

/** The second person's yes, with the amount typed. @throws AppError forbidden for the requester, invalid_state, invalid_input */
export const approveRefund = defineUseCase({
  name: "refund.approve",
  permission: "refunds:approve",
  input: ApproveRefundInput,
  run: (scope, { id, amount }) => decide(scope, id, "approve", amount),
});

/** The second person's no: the reserved amount is free again. */
export const rejectRefund = defineUseCase({
  name: "refund.reject",
  permission: "refunds:approve",
  input: RefundIdInput,
  run: (scope, { id }) => decide(scope, id, "reject"),
});

/** Takes a refund back before it was sent. */
export const withdrawRefund = defineUseCase({
  name: "refund.withdraw",
  permission: "refunds:request",
  input: RefundIdInput,
  run: (scope, { id }) => decide(scope, id, "withdraw"),
});
