import type { Client } from "pg";
import { ENTERED } from "./tables";

const ROWS = 500;

async function columnsOf(source: Client, table: string): Promise<string[]> {
  const { rows } = await source.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  );
  return rows.map(({ name }) => `"${name}"`);
}

/** Every row of one table, a page at a time, so that a large inbox never stands in memory at once. */
async function copyTable(source: Client, target: Client, table: string): Promise<void> {
  const columns = (await columnsOf(source, table)).join(", ");
  await source.query(`declare entered no scroll cursor for select to_jsonb(t) as row from ${table} t`);
  for (;;) {
    const { rows } = await source.query<{ row: unknown }>(`fetch ${ROWS} from entered`);
    if (rows.length === 0) break;
    await target.query(
      `insert into ${table} (${columns}) overriding system value
       select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(rows.map(({ row }) => row))],
    );
  }
  await source.query("close entered");
}

/** Copies what people entered and what was heard; triggers and keys between tables sleep meanwhile. */
export async function copyEntered(source: Client, target: Client): Promise<void> {
  await target.query("set session_replication_role = replica");
  for (const table of ENTERED) {
    await target.query(`delete from ${table}`);
    await copyTable(source, target, table);
  }
  await target.query("set session_replication_role = origin");
}
