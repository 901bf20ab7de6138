import "server-only";
import { z } from "zod";
import { isDatabaseAway } from "@/db/database-away";
import { AppError } from "@/lib/kernel/errors";
import { errorFields, log } from "@/lib/runtime/logger";
import { invalidInput } from "@/lib/runtime/use-case";

export const NO_STORE = { "cache-control": "no-store" } as const;

const TITLES: Record<string, string> = {
  malformed: "The request could not be read",
  unauthenticated: "Sign in or send a key",
  forbidden: "Not allowed",
  not_found: "Not found",
  invalid_input: "Some fields cannot be accepted",
  unavailable: "Busy or restarting; send the same request with the same Idempotency-Key again",
  internal: "Something failed on our side; nothing was assumed about money",
};

const AWAY_SECONDS = 2;

/** Any failure as one of ours. What we do not know becomes `internal` and keeps its text to itself. */
export function toAppError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  if (cause instanceof z.ZodError) return invalidInput(cause);
  if (isDatabaseAway(cause)) {
    const details = { retryAfterSeconds: AWAY_SECONDS };
    return new AppError("unavailable", "the database is away for a moment; send the same request again", details, {
      cause,
    });
  }
  return new AppError("internal", "unexpected failure", {}, { cause });
}

/** RFC 9457 answer of an error; logged exactly once, here. */
export function problemResponse(cause: unknown, requestId: string, route: string): Response {
  const error = toAppError(cause);
  const { errors, retryAfterSeconds, ...extra } = error.details;
  const fields = { requestId, route, code: error.code, status: error.status };
  if (error.code === "internal" || error.code === "unavailable")
    log.error("request failed", { ...fields, ...errorFields(error.cause) });
  else log.info("request refused", fields);
  const body = {
    type: `https://vezne.dev/problems/${error.code}`,
    title: TITLES[error.code] ?? error.code.replaceAll("_", " "),
    status: error.status,
    detail: error.code === "internal" ? "Quote the request id to support." : error.message,
    code: error.code,
    request_id: requestId,
    ...extra,
    ...(errors === undefined ? {} : { errors }),
  };
  return Response.json(body, {
    status: error.status,
    headers: {
      ...NO_STORE,
      "content-type": "application/problem+json",
      "x-request-id": requestId,
      ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
    },
  });
}
