import { useState } from "react";

type Held<Row> = { key: string; ids: string[]; rows: Map<string, Row> };

export type HeldRows<Row> = { rows: Row[]; newCount: number; showNew: () => void };

function hold<Row>(key: string, fresh: readonly Row[], idOf: (row: Row) => string): Held<Row> {
  return { key, ids: fresh.map(idOf), rows: new Map(fresh.map((row) => [idOf(row), row])) };
}

/**
 * Keeps a list still while it changes underneath: known rows update in place, new ones wait behind a button.
 * A row that left the answer although newer rows stayed no longer belongs and goes at once.
 */
export function useHeldRows<Row>(
  key: string,
  fresh: readonly Row[] | undefined,
  idOf: (row: Row) => string,
): HeldRows<Row> {
  const [held, setHeld] = useState<Held<Row>>(() => hold(key, fresh ?? [], idOf));
  const isNewList = held.key !== key || held.ids.length === 0;
  const current = fresh && isNewList ? hold(key, fresh, idOf) : held;
  if (fresh && isNewList && (held.key !== key || fresh.length > 0)) setHeld(current);
  if (!fresh) return { rows: held.key === key ? [...held.rows.values()] : [], newCount: 0, showNew: () => undefined };

  const latest = new Map(fresh.map((row) => [idOf(row), row]));
  const lastKnown = current.ids.findLastIndex((id) => latest.has(id));
  const ids = current.ids.filter((id, index) => latest.has(id) || index > lastKnown);
  const rows = ids.flatMap((id) => latest.get(id) ?? current.rows.get(id) ?? []);
  const newCount = fresh.filter((row) => !current.rows.has(idOf(row))).length;
  return { rows, newCount, showNew: () => setHeld(hold(key, fresh, idOf)) };
}
