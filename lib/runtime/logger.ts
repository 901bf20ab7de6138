import "server-only";
import pino, { type Logger } from "pino";
import { env } from "./env";
import { processSingleton } from "./process-singleton";

// An allow-list: a field that is not named here never reaches the log (reference: reliability 4.6).
const FIELDS = [
  "requestId",
  "route",
  "method",
  "status",
  "code",
  "durationMs",
  "job",
  "jobId",
  "paylinkId",
  "paymentId",
  "eventId",
  "accountId",
  "provider",
  "operation",
  "result",
  "reason",
  "count",
  "port",
  "pid",
  "error",
  "errorCode",
  "where",
] as const;

export type LogFields = Partial<Record<(typeof FIELDS)[number], string | number | boolean | undefined>>;

function logger(): Logger {
  return processSingleton("logger", () =>
    pino({ level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime }),
  );
}

function allowed(fields: LogFields): LogFields {
  return Object.fromEntries(FIELDS.filter((key) => fields[key] !== undefined).map((key) => [key, fields[key]]));
}

/** Structured log of allow-listed fields; never bodies, tokens, names or addresses. */
export const log = {
  info: (message: string, fields: LogFields = {}) => logger().info(allowed(fields), message),
  warn: (message: string, fields: LogFields = {}) => logger().warn(allowed(fields), message),
  error: (message: string, fields: LogFields = {}) => logger().error(allowed(fields), message),
};

/** The safe part of an unknown failure: its class and code, not its text, which may quote data. */
export function errorFields(cause: unknown): LogFields {
  if (!(cause instanceof Error)) return { error: "non-error" };
  const code = (cause as Error & { code?: unknown }).code;
  // Places in code say where without quoting data; Drizzle wraps the driver's failure.
  const inner = cause.cause instanceof Error ? cause.cause : cause;
  const where = inner.stack
    ?.split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) => line.trim())
    .join(" < ");
  const innerCode = (inner as Error & { code?: unknown }).code;
  const found = typeof code === "string" ? code : innerCode;
  return { error: inner.name, errorCode: typeof found === "string" ? found : undefined, where };
}
