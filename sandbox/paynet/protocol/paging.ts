import { encodeLira } from "./amounts";
import { decodeListDate } from "./dates";
import type { Fields } from "./fields";
import { refuse } from "./refusal";

const DEFAULT_LIMIT = 10;
// ASSUMPTION PAYNET-P1: no upper limit is documented; a larger one is cut to this.
const LARGEST_LIMIT = 1_000;

export const LIST_FIELDS = ["datab", "datbi", "agent_id", "limit", "ending_before", "starting_after"] as const;

export interface DateRange {
  from: number;
  to: number;
}

/** Both dates are required, `dd.mm.yyyy` (docs/providers/paynet.md 1.7). */
export function readDateRange(fields: Fields): DateRange {
  const from = decodeListDate(fields.requiredText("datab"), "start");
  const to = decodeListDate(fields.requiredText("datbi"), "end");
  if (from === null) throw refuse("bad_request", "datab geçersiz");
  if (to === null) throw refuse("bad_request", "datbi geçersiz");
  return { from, to };
}

export interface Page<Row> {
  rows: Row[];
  envelope: Record<string, unknown>;
}

/**
 * `starting_after` 15 with limit 15 answers rows 15 to 30, `ending_before` 90 rows 75 to 90; `total` counts
 * every match, `total_count` the rows shown, and the index fields echo the request (docs/providers/paynet.md 1.7).
 */
export function cutPage<Row>(rows: readonly Row[], fields: Fields, amountOf: (row: Row) => bigint): Page<Row> {
  const limit = Math.min(fields.integer("limit") ?? DEFAULT_LIMIT, LARGEST_LIMIT);
  const after = fields.integer("starting_after");
  const before = fields.integer("ending_before");
  if (limit < 1 || (after ?? 0) < 0 || (before ?? 0) < 0) throw refuse("bad_request", "sayfalama geçersiz");
  const start = after ?? (before === null || before === 0 ? 0 : Math.max(0, before - limit));
  const end = after === null && before !== null && before > 0 ? before : start + limit;
  const shown = rows.slice(start, end);
  return {
    rows: shown,
    envelope: {
      total: rows.length,
      total_count: shown.length,
      total_amount: encodeLira(rows.reduce((sum, row) => sum + amountOf(row), 0n)),
      limit,
      ending_before: before ?? 0,
      starting_after: after ?? 0,
      has_more: end < rows.length,
    },
  };
}
