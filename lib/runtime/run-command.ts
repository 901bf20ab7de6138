import "server-only";
import { sql as drizzleSql } from "drizzle-orm";
import type postgres from "postgres";
import { type DatabaseRole, statements } from "@/db/client";
import { isRetryable } from "@/db/database-away";
import type { Tx } from "@/db/tenancy";

const COMMANDS = [
  "record_call",
  "hand_over",
  "book_transaction",
  "intake_events",
  "intake_hint",
  "intake_refusal",
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
  "open_reconciliation",
  "settle_reconciliation",
  "decide_reconciliation",
  "adopt_sale",
  "adopt_refund",
  "import_bank_lines",
  "settle_bank",
] as const;
export type Command = (typeof COMMANDS)[number];
export type CommandArgs = postgres.JSONValue;

const ATTEMPTS = 5;
/** No new attempt after this many milliseconds: the caller repeats, the caller's patience is not ours to spend. */
const PATIENCE_MS = 2_500;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What stores only what it was told: inbox and calls are records of their own, a plan changes nothing. */
const UNRECORDED: readonly Command[] = [
  "record_call",
  "intake_events",
  "intake_hint",
  "intake_refusal",
  "plan_refunds",
];

/** Answers of commands that found everything done, or nothing to do yet. */
const CHANGED_NOTHING = ["replayed", "follow", "wait", "look", "not_due"];

/**
 * The command and the record of it, in one statement: the record is written after the command, under its locks, so that
 * `seq` tells the order of what conflicts (docs/decisions/0017-recorded-facts.md).
 */
function recorded(sql: postgres.Sql, command: Command, payload: postgres.JSONValue) {
  return sql`
    with told as materialized (select ${sql.json(payload)}::jsonb as args),
    done as materialized (select args, ${sql(command)}(args) as answer from told),
    fact as (
      insert into recorded_facts (merchant_id, at, kind, name, args, answer)
      select args->>'merchant_id', vezne_now(), 'command', ${command}, args, md5(answer::text) from done
      where answer->>'result' is null or answer->>'result' not in ${sql(CHANGED_NOTHING)})
    select answer from done`;
}

/**
 * Runs one idempotent SQL command with the same arguments until it is answered. A lost connection may hide a commit;
 * the command's own key makes the repetition harmless (docs/money-safety.md).
 */
export async function runCommand<T>(role: DatabaseRole, command: Command, payload: postgres.JSONValue): Promise<T[]> {
  const sql = statements(role);
  const end = performance.now() + PATIENCE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const rows = UNRECORDED.includes(command)
        ? await sql`select * from ${sql(command)}(${sql.json(payload)}) as answer`
        : await recorded(sql, command, payload);
      return rows as unknown as T[];
    } catch (cause) {
      if (attempt >= ATTEMPTS || performance.now() > end || !isRetryable(cause)) throw cause;
      await pause(25 * 2 ** attempt);
    }
  }
}

/**
 * A step of one link whose SQL takes its arguments one by one (`of`: the call or the payment it is about), recorded like
 * any other command. Answers what the step says, "" where it says nothing.
 */
export async function runLinkStep(
  command: "record_absence" | "record_return",
  told: { merchant_id: string; paylink_id: string; of: string },
): Promise<string> {
  const sql = statements("vezne_app");
  const rows = await sql<{ answer: string }[]>`
    with told as materialized (select ${sql.json(told)}::jsonb as args),
    done as materialized (
      select args, ${sql(command)}(args->>'merchant_id', args->>'paylink_id', args->>'of')::text as answer from told),
    fact as (
      insert into recorded_facts (merchant_id, at, kind, name, args, answer)
      select args->>'merchant_id', vezne_now(), 'command', ${command}, args, md5(answer) from done)
    select answer from done`;
  return rows[0]?.answer ?? "";
}

/**
 * One command inside a transaction that its caller may still roll back, recorded like any other. Only for a replay
 * (lib/webhooks/replay): everywhere else a command is a statement of its own.
 * @throws what the database refuses; the transaction cannot go on unless the caller set a savepoint
 */
export async function runCommandIn(tx: Tx, command: Command, args: CommandArgs): Promise<Record<string, unknown>> {
  const { rows } = await tx.execute<{ answer: Record<string, unknown> }>(drizzleSql`
    with told as materialized (select ${JSON.stringify(args)}::jsonb as args),
    done as materialized (select args, ${drizzleSql.identifier(command)}(args) as answer from told),
    fact as (
      insert into recorded_facts (merchant_id, at, kind, name, args, answer)
      select args->>'merchant_id', vezne_now(), 'command', ${command}, args, md5(answer::text) from done
      where answer->>'result' is null or answer->>'result' <> 'replayed')
    select answer from done`);
  return rows[0]?.answer ?? {};
}
