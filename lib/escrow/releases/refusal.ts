import { AppError } from "@/lib/kernel/errors";

export type ReleaseAnswer = {
  result: string;
  release_id?: string;
  status?: string;
  left?: string;
  /** Who asked for this account's money a moment earlier. */
  last?: { by: string; at: string } | null;
};

const told = ({ last }: ReleaseAnswer) => (last ? { requested_by: last.by, requested_at: last.at } : {});

const REFUSALS: Record<string, (answer: ReleaseAnswer) => AppError> = {
  mismatch: () => new AppError("idempotency_mismatch", "this command asked for another release before"),
  not_found: () => new AppError("not_found", "no such escrow account"),
  wrong_state: (answer) =>
    new AppError("invalid_state", `nothing can be released from an account that is ${answer.status}`, {
      reason: `escrow_is_${answer.status}`,
      ...told(answer),
    }),
  disputed: () =>
    new AppError("invalid_state", "a dispute is open; it is resolved first", { reason: "escrow_is_disputed" }),
  // Somebody was quicker: a conflict, with their name; nobody was: more than was ever there.
  too_much: (answer) =>
    answer.last
      ? new AppError("conflict", `${answer.left} minor units are held`, {
          reason: "more_than_held",
          left: Number(answer.left),
          ...told(answer),
        })
      : new AppError("limit_exceeded", `${answer.left} minor units are held`, {
          reason: "more_than_held",
          left: Number(answer.left),
        }),
  not_in_batch: () => new AppError("invalid_state", "the batch does not name this release", { reason: "not_in_batch" }),
};

/** The error of a release that was not made, or undefined. */
export function releaseRefusal(answer: ReleaseAnswer): AppError | undefined {
  return REFUSALS[answer.result]?.(answer);
}
