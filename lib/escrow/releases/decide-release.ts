import "server-only";
import { wakeDashboards, wakeWorkers } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { isId, newId } from "@/lib/kernel/ids";
import { approveRefund, rejectRefund, withdrawRefund } from "@/lib/refunds/decide-refund";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { getEscrow } from "../desk/queries";
import { ApproveInput, type EscrowDto, type EscrowRequestDto, RequestIdInput } from "../schemas";
import type { ReleaseAnswer } from "./refusal";

type Decision = "approve" | "reject" | "withdraw" | "undo";
type Wish = {
  id: string;
  request_id: string;
  amount?: bigint;
  seen_version?: number | undefined;
  note?: string | undefined;
};

const REFUSALS: Record<string, (status: string) => AppError> = {
  not_found: () => new AppError("not_found", "no such request"),
  own_request: () =>
    new AppError("forbidden", "somebody else has to approve: you asked for it", { reason: "own_request" }),
  wrong_state: (status) =>
    new AppError("invalid_state", `a release that is ${status} cannot be decided`, { reason: `release_is_${status}` }),
  too_late: () => new AppError("invalid_state", "the ten minutes are over", { reason: "undo_too_late" }),
  disputed: () =>
    new AppError("invalid_state", "a dispute is open; it is resolved first", { reason: "escrow_is_disputed" }),
  changed: () => new AppError("conflict", "the case changed since you looked at it", { reason: "case_changed" }),
};

async function requestOf(scope: Scope, { id, request_id }: Wish): Promise<EscrowRequestDto> {
  const account = await getEscrow(scope, id);
  const request = account.requests.find((known) => known.id === request_id);
  if (request === undefined) throw new AppError("not_found", "no such request");
  return request;
}

async function decide(scope: Scope, decision: Decision, wish: Wish): Promise<EscrowDto> {
  if (!("userId" in scope.actor)) throw new AppError("forbidden", "a person decides about a release");
  const request = await requestOf(scope, wish);
  if (decision === "approve" && wish.amount !== BigInt(request.amount)) {
    throw new AppError("invalid_input", "the typed amount is not the amount of the request", {
      errors: [{ path: "amount", message: "not_the_amount" }],
    });
  }
  const [row] = await runCommand<{ answer: ReleaseAnswer }>("vezne_app", "decide_release", {
    merchant_id: scope.merchantId,
    mode: scope.mode,
    release_id: wish.request_id,
    decision,
    amount: wish.amount?.toString() ?? null,
    seen_version: wish.seen_version ?? null,
    note: wish.note ?? null,
    user_id: scope.actor.userId,
    actor: actorRecord(scope.actor),
    command_id: scope.commandId("command"),
    new_journal_id: newId("journal", scope.now()),
  });
  const refused = REFUSALS[row?.answer.result ?? ""]?.(row?.answer.status ?? "");
  if (refused) throw refused;
  wakeWorkers();
  wakeDashboards();
  return getEscrow(scope, wish.id);
}

/** A refund of held money is decided as every refund is, by whoever may decide about refunds. */
async function viaRefund(scope: Scope, wish: Wish, decideRefund: () => Promise<unknown>): Promise<EscrowDto> {
  await requestOf(scope, wish);
  await decideRefund();
  return getEscrow(scope, wish.id);
}

/**
 * The second person's yes to a release or a refund, with the amount typed.
 * @throws AppError forbidden for the requester, invalid_state, invalid_input, conflict when the case changed since `seen_version`
 */
export const approveRequest = defineUseCase({
  name: "escrow.approve",
  permission: "escrow:approve",
  input: ApproveInput,
  run: (scope, input) =>
    isId("refund", input.request_id)
      ? viaRefund(scope, input, () => approveRefund(scope, { id: input.request_id, amount: Number(input.amount) }))
      : decide(scope, "approve", input),
});

/** The second person's no: the money is held again. @throws AppError as approveRequest */
export const rejectRequest = defineUseCase({
  name: "escrow.reject",
  permission: "escrow:approve",
  input: RequestIdInput,
  run: (scope, input) =>
    isId("refund", input.request_id)
      ? viaRefund(scope, input, () => rejectRefund(scope, { id: input.request_id }))
      : decide(scope, "reject", input),
});

/** Takes a request back before it was decided. @throws AppError as approveRequest */
export const withdrawRequest = defineUseCase({
  name: "escrow.withdraw",
  permission: "escrow:release",
  input: RequestIdInput,
  run: (scope, input) =>
    isId("refund", input.request_id)
      ? viaRefund(scope, input, () => withdrawRefund(scope, { id: input.request_id }))
      : decide(scope, "withdraw", input),
});

/** Takes an applied release back within its ten minutes. @throws AppError invalid_state when they are over */
export const undoRelease = defineUseCase({
  name: "escrow.undo",
  permission: "escrow:release",
  input: RequestIdInput,
  run: (scope, input) => decide(scope, "undo", input),
});
