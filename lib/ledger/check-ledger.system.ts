import "server-only";
import { statements } from "@/db/client";
import { type Clock, monotonicMs } from "@/lib/kernel/clock";
import { log } from "@/lib/runtime/logger";
import { verifyLedger } from "./verify-ledger.system";

/** An invariant that does not hold, with how many rows break it and whose they are. */
export type LedgerAlarm = { name: string; rows: number; merchants: string[] };
export type LedgerCheck = { checkedAt: Date; durationMs: number; invariants: number; findings: LedgerAlarm[] };

const NOT_AGAIN_WITHIN_MS = 240_000;

/** Asks every invariant that holds at any moment and stores the answer for health, metrics and screens. Runs every five minutes in a worker. */
export async function checkLedger(clock: Clock): Promise<LedgerCheck> {
  const started = monotonicMs();
  const answers = (await verifyLedger()).filter(({ needsSettled }) => !needsSettled);
  const findings = answers
    .filter(({ rows }) => rows.length > 0)
    .map(({ name, rows }) => ({
      name,
      rows: rows.length,
      merchants: [...new Set(rows.map((row) => row.merchant_id).filter((id) => typeof id === "string"))].slice(0, 50),
    }));
  const check = {
    checkedAt: clock.now(),
    durationMs: Math.round(monotonicMs() - started),
    invariants: answers.length,
    findings,
  };
  for (const { name, rows } of findings) log.error("ledger invariant broken", { reason: name, count: rows });
  const sql = statements("vezne_system");
  await sql`insert into ledger_checks (id, checked_at, duration_ms, invariants, findings)
    values ('latest', ${check.checkedAt}, ${check.durationMs}, ${check.invariants}, ${sql.json(findings)})
    on conflict (id) do update set checked_at = excluded.checked_at, duration_ms = excluded.duration_ms,
      invariants = excluded.invariants, findings = excluded.findings`;
  return check;
}

/** The same, unless a worker did so within four minutes: several workers share the work. */
export async function checkLedgerWhenDue(clock: Clock): Promise<void> {
  const last = await readLedgerCheck();
  if (last && Math.abs(clock.now().getTime() - last.checkedAt.getTime()) < NOT_AGAIN_WITHIN_MS) return;
  await checkLedger(clock);
}

/** The last answer, or undefined before the first. */
export async function readLedgerCheck(): Promise<LedgerCheck | undefined> {
  const [row] = await statements("vezne_system")<
    { checked_at: Date; duration_ms: number; invariants: number; findings: LedgerAlarm[] }[]
  >`select checked_at, duration_ms, invariants, findings from ledger_checks where id = 'latest'`;
  return row === undefined
    ? undefined
    : {
        checkedAt: row.checked_at,
        durationMs: row.duration_ms,
        invariants: row.invariants,
        findings: row.findings,
      };
}
