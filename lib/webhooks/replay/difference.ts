import { createHash } from "node:crypto";
import type { RowChange, ValueChange } from "./schemas";

/** One row of a snapshot: its whole content as the database wrote it. */
export type SnapshotRow = { kind: RowChange["kind"]; id: string; row: Record<string, unknown> };

/** What a person decides by. Ladders, clocks, tokens and versions move with every look and mean no money. */
const SHOWN: Record<RowChange["kind"], readonly string[]> = {
  paylink: ["status", "review", "uses", "amount_paid"],
  checkout: ["status", "review", "amount_paid"],
  payment: [
    "status",
    "review",
    "trust",
    "amount_requested",
    "amount_authorised",
    "amount_charged",
    "amount_refunded",
    "net",
    "commission",
    "commission_tax",
    "installments",
    "currency",
  ],
  attempt: ["status", "provider_transaction_id", "payment_id"],
  capture: ["status", "amount", "payment_id"],
  pos_session: ["status", "alarm", "payment_id"],
  escrow_account: ["status", "substate", "amount_total", "amount_held"],
  journal: ["kind", "ref"],
  event: ["status"],
};

const textOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === "object" ? JSON.stringify(value) : String(value);

function changesOf(kind: RowChange["kind"], before: SnapshotRow | undefined, after: SnapshotRow): ValueChange[] {
  return SHOWN[kind]
    .map((column) => ({ column, before: textOf(before?.row[column]), after: textOf(after.row[column]) }))
    .filter((value) => value.before !== value.after);
}

function legsOf({ row }: SnapshotRow): RowChange["legs"] {
  const legs = (row.legs ?? []) as { account: string; amount: string }[];
  return legs.map(({ account, amount }) => ({ account, amount: String(amount) }));
}

/** What the second snapshot holds that the first did not, row by row and column by column. */
export function differenceOf(before: readonly SnapshotRow[], after: readonly SnapshotRow[]): RowChange[] {
  const known = new Map(before.map((row) => [`${row.kind} ${row.id}`, row]));
  return after.flatMap((row) => {
    const was = known.get(`${row.kind} ${row.id}`);
    const values = changesOf(row.kind, was, row);
    if (was !== undefined && values.length === 0) return [];
    const because = (row.row.because as { text?: string } | null | undefined)?.text ?? null;
    return [
      {
        kind: row.kind,
        id: row.id,
        change: was === undefined ? ("new" as const) : ("changed" as const),
        because: row.kind === "event" ? null : because,
        currency: textOf(row.row.currency)?.trim() ?? null,
        values,
        legs: was === undefined ? legsOf(row) : [],
      },
    ];
  });
}

/** The same difference, the same text: ids of what is new come from the provider's transaction, never from chance. */
export function digestOf(rows: readonly RowChange[]): string {
  return createHash("sha256").update(JSON.stringify(rows)).digest("hex");
}
