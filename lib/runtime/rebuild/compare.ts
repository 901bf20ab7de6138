import type { Client } from "pg";
import { NOT_COMPARED, PROJECTIONS } from "./tables";

export type Difference = { table: string; key: string; source: string | null; target: string | null };

const MOST_SHOWN = 5;

async function keyOf(client: Client, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
     where i.indrelid = $1::regclass and i.indisprimary order by array_position(i.indkey, a.attnum)`,
    [table],
  );
  return rows.map(({ name }) => `"${name}"`).join(", ");
}

/** The table as text, row by row in the order of its key, without what is not compared. */
async function dump(client: Client, table: string): Promise<Map<string, string>> {
  const key = await keyOf(client, table);
  const { rows } = await client.query<{ key: string; row: string }>(
    `select jsonb_build_array(${key})::text as key, (to_jsonb(t) - $1::text[])::text as row from ${table} t order by ${key}`,
    [[...NOT_COMPARED]],
  );
  return new Map(rows.map(({ key: k, row }) => [k, row]));
}

/** How many rows each projection has, and what differs between two databases; at most five rows a table are named. */
export async function compareProjections(
  source: Client,
  target: Client,
): Promise<{ rows: Record<string, number>; differences: Difference[] }> {
  const counts: Record<string, number> = {};
  const differences: Difference[] = [];
  for (const table of PROJECTIONS) {
    const [left, right] = [await dump(source, table), await dump(target, table)];
    counts[table] = left.size;
    const differing = [...new Set([...left.keys(), ...right.keys()])].filter((k) => left.get(k) !== right.get(k));
    for (const key of differing.slice(0, MOST_SHOWN)) {
      differences.push({ table, key, source: left.get(key) ?? null, target: right.get(key) ?? null });
    }
  }
  return { rows: counts, differences };
}
