import type pg from "pg";

/** What a money command may write, by table, and what names a row there. */
const KEYS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...["payments", "attempts", "refunds", "captures", "paylinks", "checkouts", "pos_sessions"],
      ...["escrow_accounts", "escrow_releases", "escrow_evidence", "escrow_mirrors", "disputes", "payouts"],
      ...["payment_freezes", "journals", "provider_events", "delivery_codes", "payout_batches", "pos_terminals"],
    ].map((table) => [table, "id"]),
  ),
  pay_tokens: "token_hash",
  entries: "journal_id || leg",
  audit_log: "seq",
  outbox: "seq",
};

const JOBS = "pgboss";

function rowsOf(table: string, condition: string): string {
  const [key, source] = table === JOBS ? ["id", "pgboss.job"] : [KEYS[table], table];
  const whose = table === JOBS ? "data->>'merchantId'" : "merchant_id";
  // What the database makes of other columns is told by those.
  const made = `select array_agg(attname::text) from pg_attribute where attrelid = '${source}'::regclass and attgenerated <> ''`;
  const row = table === JOBS ? "jsonb_build_object('name', name)" : `(to_jsonb(t) - coalesce((${made}), '{}'))`;
  return `select '${table === JOBS ? "jobs" : table}' as name, (${key})::text as key, ${row}::text as row from ${source} t
    where ${whose} = $1 and ${condition.replaceAll("KEY", `(${key})::text`)}`;
}

const rowsWhere = (tables: Iterable<string>, condition: string) =>
  [...tables].map((table) => rowsOf(table, condition)).join(" union all ");

export type Row = Record<string, unknown>;
/** A row before and after, as JSON; before is missing where it was added. */
export type Change = { table: string; before: Row | undefined; after: Row };

/** Whose rows, and of which tables; `pgboss` are the jobs. */
export type Watched = { merchantId: string; tables: Iterable<string> };

type Found = { name: string; key: string; row: string };

/** The number of the transaction under way: what it writes within a savepoint has a later one. */
export async function beginWatch(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ xid: string }>("select pg_current_xact_id()::text as xid");
  await client.query("savepoint watch");
  return rows[0]?.xid ?? "";
}

/** What was written to these tables since the watch began, which is undone by that. */
export async function endWatch(client: pg.ClientBase, { merchantId, tables }: Watched, xid: string): Promise<Change[]> {
  const watched = [...tables].filter((table) => table === JOBS || KEYS[table] !== undefined);
  const text = `${rowsWhere(watched, "xmin::text::bigint > $2")} order by 1, 2`;
  const written = await client.query<Found>(text, [merchantId, xid]);
  await client.query("rollback to savepoint watch");
  if (written.rows.length === 0) return [];
  const keys = written.rows.map(({ key }) => key);
  const touched = new Set(written.rows.map(({ name }) => (name === "jobs" ? JOBS : name)));
  const known = await client.query<Found>(rowsWhere(touched, "KEY = any($2)"), [merchantId, keys]);
  const before = new Map(known.rows.map(({ name, key, row }) => [`${name} ${key}`, row]));
  return written.rows
    .filter(({ name, key, row }) => before.get(`${name} ${key}`) !== row)
    .map(({ name, key, row }) => {
      const old = before.get(`${name} ${key}`);
      return { table: name, before: old && JSON.parse(old), after: JSON.parse(row) };
    });
}
