import "server-only";
import type postgres from "postgres";
import { type DatabaseRole, statements } from "@/db/client";

const COMMANDS = [
  "hand_over",
  "book_transaction",
  "intake_events",
  "intake_hint",
  "request_refund",
  "decide_refund",
  "claim_refund",
  "settle_refund",
  "plan_refunds",
  "open_refund_batch",
  "request_capture",
  "claim_capture",
  "settle_capture",
  "book_capture",
  "book_authorisation_end",
] as const;
export type Command = (typeof COMMANDS)[number];

const ATTEMPTS = 5;
const RETRYABLE = /^(40001|40P01|08\d{3}|57P0[123]|CONNECTION_\w+|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|EPIPE)$/;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function isRetryable(cause: unknown): boolean {
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === "string" && RETRYABLE.test(code);
}

/**
 * Runs one idempotent SQL command with the same arguments until it is answered. A lost connection may hide a commit;
 * the command's own key makes the repetition harmless (docs/money-safety.md).
 */
export async function runCommand<T>(role: DatabaseRole, command: Command, payload: postgres.JSONValue): Promise<T[]> {
  const sql = statements(role);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const rows = await sql`select * from ${sql(command)}(${sql.json(payload)}) as answer`;
      return rows as unknown as T[];
    } catch (cause) {
      if (attempt >= ATTEMPTS || !isRetryable(cause)) throw cause;
      await pause(25 * 2 ** attempt);
    }
  }
}
