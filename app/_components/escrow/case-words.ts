import type { EscrowDto } from "@/lib/escrow/schemas";

/** How people name a case: the end of its id. */
export const caseNumber = (id: string) => id.slice(-6).toUpperCase();

export type NextClock = { kind: "ship_by" | "auto_release"; at: string } | { kind: "paused" | "none" };

/** What happens by itself next, if anything. An open dispute stops every clock. */
export function nextClock(
  escrow: Pick<
    EscrowDto,
    "status" | "paused_at" | "amount_held" | "ship_by" | "auto_release_at" | "shipped_at" | "delivered_at"
  >,
): NextClock {
  if (escrow.paused_at !== null) return { kind: "paused" };
  if (escrow.status !== "held" || escrow.amount_held === 0) return { kind: "none" };
  const waits = escrow.shipped_at === null && escrow.delivered_at === null ? escrow.ship_by : null;
  const { auto_release_at: release } = escrow;
  if (waits !== null && (release === null || Date.parse(waits) <= Date.parse(release)))
    return { kind: "ship_by", at: waits };
  return release === null ? { kind: "none" } : { kind: "auto_release", at: release };
}
