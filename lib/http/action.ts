import "server-only";
import { findMerchantContext } from "@/lib/auth/require-merchant";
import { systemClock } from "@/lib/kernel/clock";
import { AppError, type ErrorCode } from "@/lib/kernel/errors";
import { isId, newId } from "@/lib/kernel/ids";
import { errorFields, log } from "@/lib/runtime/logger";
import { claimIdempotencyKey } from "./idempotency.system";
import { toAppError } from "./problem";

/** What a form learns from its action. `reason` and field messages are catalogue keys. */
export type ActionState<T> =
  | { kind: "idle" }
  | { kind: "ok"; value: T }
  | { kind: "invalid"; fieldErrors: Record<string, string[]> }
  | { kind: "error"; code: ErrorCode; reason: string | undefined; detail: string | undefined; requestId: string };

type Run<I, O> = (ctx: NonNullable<Awaited<ReturnType<typeof findMerchantContext>>>, input: I) => Promise<O>;

function toState(cause: unknown, requestId: string): ActionState<never> {
  const error = toAppError(cause);
  if (error.code === "invalid_input" && error.details.errors) {
    const fieldErrors: Record<string, string[]> = {};
    for (const { path, message } of error.details.errors) {
      fieldErrors[path] = [...(fieldErrors[path] ?? []), message];
    }
    return { kind: "invalid", fieldErrors };
  }
  if (error.code === "internal" || error.code === "unavailable")
    log.error("action failed", { requestId, ...errorFields(error.cause) });
  else log.info("action refused", { requestId, code: error.code });
  const detail = typeof error.details.provider_message === "string" ? error.details.provider_message : undefined;
  return { kind: "error", code: error.code, reason: error.details.reason, detail, requestId };
}

/** Turns a use case into a server action: session to context, errors to state. Never throws to the browser. */
export function merchantAction<I, O>(run: Run<I, O>) {
  return async (slug: string, input: I): Promise<ActionState<O>> => {
    const requestId = newId("request", systemClock.now());
    try {
      const ctx = await findMerchantContext(slug);
      if (!ctx) return { kind: "error", code: "unauthenticated", reason: undefined, detail: undefined, requestId };
      return { kind: "ok", value: await run({ ...ctx, requestId }, input) };
    } catch (cause) {
      return toState(cause, requestId);
    }
  };
}

/** How long a second click waits for the first one's answer. */
const WAIT_MS = 5_000;
const isOurFailure = (state: ActionState<unknown>) =>
  state.kind === "error" && ["internal", "unavailable", "provider_unavailable"].includes(state.code);

/**
 * A server action whose form named its command (an id made when the form opened): sent again after a double click or
 * a lost answer it gives the first answer, and the same command with other input is refused (fault F44).
 */
export function commandAction<I, O>(name: string, run: Run<I, O>) {
  return async (slug: string, commandId: string, input: I): Promise<ActionState<O>> => {
    const requestId = newId("request", systemClock.now());
    try {
      const ctx = await findMerchantContext(slug);
      if (!ctx) return { kind: "error", code: "unauthenticated", reason: undefined, detail: undefined, requestId };
      if (!isId("command", commandId)) throw new AppError("malformed", "the form names no command");
      const claim = await claimIdempotencyKey(ctx, `form ${name}`, commandId, JSON.stringify(input), WAIT_MS);
      if (claim.kind === "replay") return JSON.parse(claim.answer.body) as ActionState<O>;
      const state: ActionState<O> = await run({ ...ctx, requestId, commandSeed: claim.commandSeed }, input).then(
        (value) => ({ kind: "ok", value }),
        (cause) => toState(cause, requestId),
      );
      if (isOurFailure(state)) await claim.release();
      else await claim.finish({ status: 200, body: JSON.stringify(state), contentType: "application/json" });
      return state;
    } catch (cause) {
      return toState(cause, requestId);
    }
  };
}
