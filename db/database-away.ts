/**
 * Postgres refused, broke off or is starting: SQLSTATE classes 08 and 57P0x, the two drivers' own words. 25006: a replica
 * that is not promoted yet; nothing was done.
 */
const GONE = /^(08\d{3}|25006|57P0[123]|CONNECTION_\w+|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|EPIPE)$/;
/** Two commands met: nothing of this one was done. */
const COLLIDED = /^(40001|40P01)$/;
/** Waited too long for a lock or a place: the statement was undone. */
const TOO_LONG = /^(55P03|57014|53300)$/;

/** What node-postgres says without a code when its connection broke under a query, or was broken before it. */
const BROKE_OFF = /^Connection terminated|^Client .*not queryable$/;

function codeOf(cause: unknown): string {
  const { code, message, cause: inner } = (cause ?? {}) as { code?: unknown; message?: unknown; cause?: unknown };
  if (typeof code === "string") return code;
  if (typeof message === "string" && BROKE_OFF.test(message)) return "ECONNRESET";
  return inner === undefined || inner === cause ? "" : codeOf(inner);
}

/** Whether an idempotent statement may simply be sent again. */
export const isRetryable = (cause: unknown): boolean => GONE.test(codeOf(cause)) || COLLIDED.test(codeOf(cause));

/** Whether a failure is the database being away or overrun, and none of ours. */
export function isDatabaseAway(cause: unknown): boolean {
  const waited = cause instanceof Error && /timeout exceeded when trying to connect/.test(cause.message);
  return waited || isRetryable(cause) || TOO_LONG.test(codeOf(cause));
}
