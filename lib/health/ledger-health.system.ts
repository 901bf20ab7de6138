import "server-only";
import { readLedgerCheck } from "@/lib/ledger/check-ledger.system";

export type LedgerHealth = {
  /** `unknown` before the first check and when the last one is old: nobody has looked, which is not "fine". */
  status: "holds" | "broken" | "unknown";
  checked_at: string | null;
  invariants: number;
  broken: { name: string; rows: number }[];
};

/** Three missed checks. */
const TOO_OLD_MS = 900_000;

/** What the online verifier last found. Names invariants and counts, never a merchant or an amount. */
export async function readLedgerHealth(now: Date): Promise<LedgerHealth> {
  const check = await readLedgerCheck();
  if (check === undefined) return { status: "unknown", checked_at: null, invariants: 0, broken: [] };
  const old = now.getTime() - check.checkedAt.getTime() > TOO_OLD_MS;
  return {
    status: check.findings.length > 0 ? "broken" : old ? "unknown" : "holds",
    checked_at: check.checkedAt.toISOString(),
    invariants: check.invariants,
    broken: check.findings.map(({ name, rows }) => ({ name, rows })),
  };
}

/** How many invariants are broken for this merchant; what names no merchant counts for everybody. */
export async function ledgerAlarmsOf(merchantId: string): Promise<number> {
  const check = await readLedgerCheck();
  return (check?.findings ?? []).filter(({ merchants }) => merchants.length === 0 || merchants.includes(merchantId))
    .length;
}
