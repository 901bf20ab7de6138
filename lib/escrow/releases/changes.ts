import { z } from "zod";

const amount = z.string().regex(/^\d+$/).transform(BigInt);

/** The case as its requester saw it, kept with the release (`escrow_snapshot`). Amounts in minor units as text. */
export const CaseSnapshot = z.object({
  held: amount,
  pending: amount,
  released: amount,
  refunded: amount,
  delivered_at: z.string().nullable(),
  shipped_at: z.string().nullable(),
  evidence_class: z.string(),
  auto_release_at: z.string().nullable(),
  disputed: z.boolean(),
  evidence: z.array(z.object({ id: z.string(), kind: z.string(), file_hash: z.string().nullable() })),
});
export type CaseSnapshot = z.output<typeof CaseSnapshot>;

/** The case now, and the amount that the request itself set aside. Minor units. */
export type CaseNow = {
  amount_held: number;
  amount_pending: number;
  amount_released: number;
  amount_refunded: number;
  delivered_at: string | null;
  shipped_at: string | null;
  auto_release_at: string | null;
  paused_at: string | null;
  evidence: readonly { id: string; kind: string }[];
};

/** One thing that is not as the requester saw it. Amounts in minor units. */
export type CaseChange =
  | { kind: "evidence"; evidence_id: string; evidence_kind: string }
  | { kind: "amount"; name: "held" | "pending" | "released" | "refunded"; before: number; after: number }
  | { kind: "delivered" | "shipped" }
  | { kind: "clock"; before: string | null; after: string | null }
  | { kind: "disputed" | "dispute_ended" };

function amountChanges(seen: CaseSnapshot, now: CaseNow, own: bigint): CaseChange[] {
  // What the request set aside for itself is no change.
  const expected = {
    held: seen.held - own,
    pending: seen.pending + own,
    released: seen.released,
    refunded: seen.refunded,
  };
  return (["held", "pending", "released", "refunded"] as const).flatMap((name) =>
    BigInt(now[`amount_${name}`]) === expected[name]
      ? []
      : [{ kind: "amount" as const, name, before: Number(expected[name]), after: now[`amount_${name}`] }],
  );
}

const sameMoment = (a: string | null, b: string | null) =>
  a === b || (a !== null && b !== null && Date.parse(a) === Date.parse(b));

/** What changed on a case since a release was asked for, the newest evidence last; empty when nothing did. */
export function changesSince(seen: CaseSnapshot, now: CaseNow, own: bigint): CaseChange[] {
  const known = new Set(seen.evidence.map(({ id }) => id));
  const changes: CaseChange[] = now.evidence
    .filter(({ id }) => !known.has(id))
    .map(({ id, kind }) => ({ kind: "evidence", evidence_id: id, evidence_kind: kind }));
  changes.push(...amountChanges(seen, now, own));
  if (seen.delivered_at === null && now.delivered_at !== null) changes.push({ kind: "delivered" });
  if (seen.shipped_at === null && now.shipped_at !== null) changes.push({ kind: "shipped" });
  if (!sameMoment(seen.auto_release_at, now.auto_release_at)) {
    changes.push({ kind: "clock", before: seen.auto_release_at, after: now.auto_release_at });
  }
  const isDisputed = now.paused_at !== null;
  if (isDisputed !== seen.disputed) changes.push({ kind: isDisputed ? "disputed" : "dispute_ended" });
  return changes;
}
