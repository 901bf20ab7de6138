import "server-only";
import { statements } from "@/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { log } from "@/lib/runtime/logger";
import { verifyAudit } from "./verify-audit.system";

/** Chains are recomputed from their first row, so this is rarer than the ledger's check. */
const EVERY_MS = 3_600_000;

type Stored = { name: string; rows: number; merchants: string[] };

/** Recomputes every chain and stores what was found. */
export async function checkAudit(clock: Clock): Promise<void> {
  // The tail that is not sealed yet is the sealer's business, not a finding about what was written.
  const found = (await verifyAudit()).filter(({ finding }) => finding !== "not sealed yet");
  const names = [...new Set(found.map(({ finding }) => finding))];
  const findings: Stored[] = names.map((name) => {
    const same = found.filter(({ finding }) => finding === name);
    return { name, rows: same.length, merchants: [...new Set(same.map(({ merchantId }) => merchantId))] };
  });
  for (const { name, rows } of findings) log.error("audit chain broken", { reason: name, count: rows });
  const sql = statements("vezne_system");
  await sql`insert into ledger_checks (id, checked_at, duration_ms, invariants, findings)
    values ('audit', ${clock.now()}, 0, 1, ${sql.json(findings)})
    on conflict (id) do update set checked_at = excluded.checked_at, findings = excluded.findings`;
}

async function readCheck(): Promise<{ checked_at: Date; findings: Stored[] } | undefined> {
  const [row] = await statements("vezne_system")<{ checked_at: Date; findings: Stored[] }[]>`
    select checked_at, findings from ledger_checks where id = 'audit'`;
  return row;
}

/** At most once an hour, however many workers run. */
export async function checkAuditWhenDue(clock: Clock): Promise<void> {
  const last = await readCheck();
  if (last && Math.abs(clock.now().getTime() - last.checked_at.getTime()) < EVERY_MS) return;
  await checkAudit(clock);
}

/** When somebody last recomputed the chains, and how many findings concern this merchant. */
export async function auditCheckOf(merchantId: string): Promise<{ at: Date; findings: number } | undefined> {
  const check = await readCheck();
  return check === undefined
    ? undefined
    : {
        at: check.checked_at,
        findings: check.findings.filter(({ merchants }) => merchants.includes(merchantId)).length,
      };
}
