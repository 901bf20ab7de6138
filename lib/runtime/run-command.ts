import "server-only";
import type postgres from "postgres";
import { type DatabaseRole, statements } from "@/db/client";
import { isRetryable } from "@/db/database-away";

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
  "start_attempt",
  "settle_start",
  "close_checkout",
  "lift_freeze",
  "book_attempt",
  "record_attempt_return",
  "claim_charge",
  "settle_charge",
  "record_attempt_absence",
  "start_pos_session",
  "settle_pos_key",
  "store_pos_key",
  "settle_pos_start",
  "report_pos",
  "note_pos",
  "book_pos",
  "record_pos_silence",
  "decide_pos",
  "close_pos",
  "note_pos_reversal",
  "take_over_pos",
  "count_pos_day",
  "sign_pos_day",
  "request_release",
  "decide_release",
  "open_release_batch",
  "add_evidence",
  "extend_escrow",
  "assign_escrow",
  "open_dispute",
  "resolve_dispute",
  "open_chargeback",
  "settle_chargeback",
  "assign_dispute",
  "fire_escrow_timer",
  "start_delivery_code",
  "use_delivery_code",
  "report_problem",
  "request_payouts",
  "approve_payouts",
  "withdraw_payout",
  "export_payouts",
  "mark_payout",
  "claim_payout",
  "settle_payout",
  "claim_mirror",
  "settle_mirror",
  "note_mirror",
  "decide_mirror",
] as const;
export type Command = (typeof COMMANDS)[number];

const ATTEMPTS = 5;
/** No new attempt after this many milliseconds: the caller repeats, the caller's patience is not ours to spend. */
const PATIENCE_MS = 2_500;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Runs one idempotent SQL command with the same arguments until it is answered. A lost connection may hide a commit;
 * the command's own key makes the repetition harmless (docs/money-safety.md).
 */
export async function runCommand<T>(role: DatabaseRole, command: Command, payload: postgres.JSONValue): Promise<T[]> {
  const sql = statements(role);
  const end = performance.now() + PATIENCE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const rows = await sql`select * from ${sql(command)}(${sql.json(payload)}) as answer`;
      return rows as unknown as T[];
    } catch (cause) {
      if (attempt >= ATTEMPTS || performance.now() > end || !isRetryable(cause)) throw cause;
      await pause(25 * 2 ** attempt);
    }
  }
}
