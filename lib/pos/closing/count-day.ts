import "server-only";
import { z } from "zod";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { getClosing } from "./queries";
import { type ClosingView, CountDayInput } from "./schemas";

type Answer = {
  answer: {
    result:
      | "counted"
      | "not_yet"
      | "locked"
      | "reason_needed"
      | "applied"
      | "replayed"
      | "wrong_state"
      | "own_count"
      | "changed"
      | "not_found";
    closing_id?: string;
    status?: string;
    expected?: Record<string, string>;
  };
};

const personOf = (scope: Scope): string => ("userId" in scope.actor ? scope.actor.userId : actorRecord(scope.actor).id);

function refusal({ result, status, expected }: Answer["answer"]): AppError | undefined {
  const wrong = (reason: string, message: string) => new AppError("invalid_state", message, { reason });
  if (result === "not_found") return new AppError("not_found", "no such day");
  if (result === "locked") return wrong("day_locked", "this day is locked");
  if (result === "wrong_state") return wrong(`day_is_${status}`, "this day cannot be decided so");
  if (result === "changed")
    return wrong("changed_since_counted", "something changed since it was counted; count again");
  if (result === "own_count") return new AppError("forbidden", "another person signs", { reason: "own_count" });
  if (result === "not_yet") {
    return new AppError("invalid_input", "a day that has not come", { errors: [{ path: "day", message: "not_yet" }] });
  }
  if (result !== "reason_needed") return undefined;
  const errors = [{ path: "reason", message: "reason_needed" }];
  return new AppError("invalid_input", "the count differs from the books: say why", { errors, expected });
}

/** The person whose day it is; somebody else's only for those who sign. @throws AppError forbidden */
function cashierOf(scope: Scope, wished: string | undefined): string {
  const own = personOf(scope);
  if (wished === undefined || wished === own || scope.permissions.includes("pos:sign")) return wished ?? own;
  throw new AppError("forbidden", "another person's day", { permission: "pos:sign" });
}

/**
 * First signature of a cashier's day. Idempotent: the same count again changes nothing; before the second signature a
 * new count replaces the old.
 * @throws AppError invalid_input (future day, reason missing: `expected` tells the books), invalid_state (locked)
 */
export const countDay = defineUseCase({
  name: "pos.count_day",
  permission: "pos:write",
  input: CountDayInput,
  async run(scope, input): Promise<ClosingView> {
    const { pos, paylink, checkout } = input.counted;
    const [row] = await runCommand<Answer>("vezne_app", "count_pos_day", {
      merchant_id: scope.merchantId,
      mode: scope.mode,
      day: input.day,
      cashier_id: cashierOf(scope, input.cashier_id),
      branch_id: input.branch_id,
      counted: { pos: String(pos), paylink: String(paylink), checkout: String(checkout) },
      reason: input.reason ?? null,
      user_id: personOf(scope),
      actor: actorRecord(scope.actor),
      new_closing_id: newId("posClosing", scope.now()),
    });
    if (!row) throw new Error("count_pos_day gave no answer");
    const refused = refusal(row.answer);
    if (refused) throw refused;
    wakeDashboards();
    return getClosing(scope, row.answer.closing_id ?? "");
  },
});

/**
 * Second signature, by another person: the day is locked. Or back to the cashier.
 * @throws AppError not_found, forbidden (`own_count`), invalid_state (`changed_since_counted`: count again)
 */
export const signDay = defineUseCase({
  name: "pos.sign_day",
  permission: "pos:sign",
  input: z.strictObject({ id: z.string().max(40), decision: z.enum(["sign", "send_back"]) }),
  async run(scope, { id, decision }): Promise<ClosingView> {
    const [row] = await runCommand<Answer>("vezne_app", "sign_pos_day", {
      merchant_id: scope.merchantId,
      mode: scope.mode,
      closing_id: id,
      decision,
      user_id: personOf(scope),
      actor: actorRecord(scope.actor),
    });
    if (!row) throw new Error("sign_pos_day gave no answer");
    const refused = refusal(row.answer);
    if (refused) throw refused;
    wakeDashboards();
    return getClosing(scope, id);
  },
});
