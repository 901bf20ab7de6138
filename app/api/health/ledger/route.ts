import { readLedgerHealth } from "@/lib/health/ledger-health.system";
import { systemClock } from "@/lib/kernel/clock";

export async function GET(): Promise<Response> {
  const unread = { status: "unknown", checked_at: null, invariants: 0, broken: [] } as const;
  const health = await readLedgerHealth(systemClock.now()).catch(() => unread);
  return Response.json(health, {
    status: health.status === "holds" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
