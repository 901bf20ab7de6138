import "server-only";
import { openChargeback } from "@/lib/escrow/disputes/chargeback";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { getCase } from "./queries";
import { AcceptCaseInput, AssignCaseInput, type CaseDto, CaseIdInput } from "./schemas";

type Answer = { answer: { result: string; status?: string } };
type Step = {
  id: string;
  decision: "accept" | "reopen" | "assign" | "recorded";
  comment?: string | undefined;
  owner?: string | null;
  version?: number | undefined;
};

async function decide(scope: Scope, step: Step): Promise<CaseDto> {
  const [row] = await runCommand<Answer>("vezne_app", "decide_reconciliation", {
    merchant_id: scope.merchantId,
    mode: scope.mode,
    case_id: step.id,
    decision: step.decision,
    comment: step.comment ?? null,
    owner_id: step.owner ?? null,
    version: step.version ?? null,
    actor: actorRecord(scope.actor),
  });
  const answer = row?.answer;
  if (answer?.result === "not_found") throw new AppError("not_found", "no such difference");
  if (answer?.result === "changed") {
    throw new AppError("invalid_state", "its figures have changed since", { reason: "case_changed" });
  }
  if (answer?.result === "wrong_state") {
    throw new AppError("invalid_state", `the difference is ${answer.status}`, { reason: `case_is_${answer.status}` });
  }
  wakeDashboards();
  return getCase(scope, step.id);
}

/** Lets a difference stand, with the reason why. It is open again when its figures change. @throws AppError not_found, invalid_state */
export const acceptCase = defineUseCase({
  name: "reconciliation.accept",
  permission: "reconciliation:write",
  input: AcceptCaseInput,
  run: (scope, { id, comment, version }) => decide(scope, { id, decision: "accept", comment, version }),
});

/** Takes that back. @throws AppError not_found, invalid_state */
export const reopenCase = defineUseCase({
  name: "reconciliation.reopen",
  permission: "reconciliation:write",
  input: CaseIdInput,
  run: (scope, { id }) => decide(scope, { id, decision: "reopen" }),
});

/** Who looks after it; null: nobody. @throws AppError not_found, invalid_state when it is settled */
export const assignCase = defineUseCase({
  name: "reconciliation.assign",
  permission: "reconciliation:write",
  input: AssignCaseInput,
  run: (scope, { id, owner_id }) => decide(scope, { id, decision: "assign", owner: owner_id }),
});

/**
 * Books what the card's bank took back, once for each of the provider's transactions.
 * @throws AppError not_found, invalid_state, forbidden without escrow:write, limit_exceeded
 */
export const recordChargeback = defineUseCase({
  name: "reconciliation.record-chargeback",
  permission: "reconciliation:write",
  input: CaseIdInput,
  run: async (scope, { id }): Promise<CaseDto> => {
    const found = await getCase(scope, id);
    if (found.reason !== "chargeback" || found.payment_id === null || found.status === "resolved") {
      throw new AppError("invalid_state", "this is no open chargeback", { reason: `case_is_${found.status}` });
    }
    const transaction = String(found.theirs?.transaction_id ?? found.payment_id);
    await openChargeback(scope, {
      payment_id: found.payment_id,
      reason: "reconciliation",
      provider_reference: transaction.slice(0, 80),
    });
    return decide(scope, { id, decision: "recorded" });
  },
});
