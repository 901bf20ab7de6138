import type pg from "pg";

/** The rows of one merchant that a money command may write, by table. */
const TABLES = [
  ...["payments", "attempts", "refunds", "captures", "paylinks", "checkouts", "pos_sessions"],
  ...[
    "escrow_accounts",
    "escrow_releases",
    "escrow_evidence",
    "escrow_mirrors",
    "disputes",
    "payouts",
    "payment_freezes",
  ],
  ...["journals", "entries", "audit_log", "outbox"],
] as const;

type Row = Record<string, unknown>;
type Snapshot = Map<string, Map<string, Row>>;

/** What is told of a row that was not there before. */
const TOLD = [
  "status",
  "kind",
  "amount",
  "account_code",
  "action",
  "topic",
  "name",
  "method",
  "reason",
  "next_check_at",
];
/** What differs from run to run, or only says when. */
const UNTOLD = /^(updated_at|created_at|at|id|seq|version|hash|prev_hash|token|received_at)$/;
const MOMENT = /^\d{4}-\d\d-\d\dT/;
/** Our ids and references, new with each run; the ones of the questions themselves are words. */
const RANDOM = /^[a-z]+_[0-9a-z]{26}$|^vz-[0-9a-z]{8}$/;

async function snapshot(client: pg.ClientBase, merchantId: string): Promise<Snapshot> {
  const all: Snapshot = new Map();
  const keep = (table: string, rows: { key: string; row: Row }[]) =>
    void all.set(table, new Map(rows.map(({ key, row }) => [key, row])));
  for (const table of TABLES) {
    const key = table === "entries" ? "journal_id || leg" : table === "audit_log" || table === "outbox" ? "seq" : "id";
    const text = `select (${key})::text as key, to_jsonb(t) as row from ${table} t where merchant_id = $1 order by 1`;
    keep(table, (await client.query(text, [merchantId])).rows);
  }
  const jobs = `select id::text as key, jsonb_build_object('name', name) as row from pgboss.job
    where data->>'merchantId' = $1 order by name`;
  keep("jobs", (await client.query(jobs, [merchantId])).rows);
  return all;
}

/** A span from now on, or the hour of a day that comes (UTC): whichever it was meant as. */
function whenNext(moment: Date, now: number): string {
  if (moment.getTime() % 60_000 === 0) return `at ${moment.toISOString().slice(11, 16)}`;
  const seconds = Math.round((moment.getTime() - now) / 1_000);
  // Days are counted on from what was agreed when the row was made, some seconds before the question.
  return seconds < 3_600 ? `in ${seconds} s` : `in ${Math.round(seconds / 60)} min`;
}

function told(column: string, value: unknown, now: number): string {
  if (value === null || value === undefined) return "-";
  if (column === "next_check_at") return whenNext(new Date(String(value)), now);
  if (typeof value === "string" && /^https?:/.test(value)) return "an address";
  if (column === "because") return String((value as { text?: string }).text);
  if (typeof value === "string" && MOMENT.test(value)) return "a moment";
  // What is sealed or long differs each time it is made.
  return typeof value === "object" || String(value).length > 60 || RANDOM.test(String(value)) ? "…" : String(value);
}

function changed(before: Row, after: Row, now: number): string[] {
  return Object.keys(after)
    .filter((column) => !UNTOLD.test(column) && JSON.stringify(before[column]) !== JSON.stringify(after[column]))
    .map((column) => {
      // Since when something was to be looked at depends on how long the questions before this one took.
      const was = column === "next_check_at" && before[column] ? "set" : told(column, before[column], now);
      return `${column} ${was} → ${told(column, after[column], now)}`;
    });
}

/** One line a row that is new or changed, without anything that differs from run to run. */
function written(before: Snapshot, after: Snapshot, now: number): string[] {
  const lines: string[] = [];
  for (const [table, rows] of after) {
    for (const [key, row] of rows) {
      const old = before.get(table)?.get(key);
      const parts = old
        ? changed(old, row, now)
        : TOLD.filter((column) => row[column] !== undefined).map((column) => told(column, row[column], now));
      if (parts.length > 0) lines.push(`${old ? "" : "+ "}${table}: ${parts.join(", ")}`);
    }
  }
  return lines.sort();
}

/** One question: what is forced on the rows first, and the command with its arguments. */
export type Question = {
  merchantId: string;
  /** SQL that puts the rows into the state that is asked about; the database's own rules are off meanwhile. */
  force: readonly string[];
  command: string;
  args: Record<string, unknown>;
};

/**
 * Asks in a transaction that is undone: the answer's word, and every row that the command would have written.
 * @throws where the rows cannot be put into that state: then nothing was asked
 */
export async function decided(client: pg.ClientBase, { merchantId, force, command, args }: Question): Promise<string> {
  await client.query("begin");
  try {
    await client.query("set local session_replication_role = replica");
    for (const statement of force) await client.query(statement);
    await client.query("set local session_replication_role = origin");
    return await answered(client, { merchantId, command, args }, await snapshot(client, merchantId));
  } finally {
    await client.query("rollback");
  }
}

async function answered(
  client: pg.ClientBase,
  { merchantId, command, args }: Omit<Question, "force">,
  before: Snapshot,
): Promise<string> {
  try {
    // One statement, one moment: what the command counts from is the moment that is told.
    const asked = await client.query<{ now: Date; answer: { result: string } & Row }>(
      `select vezne_now() as now, ${command}($1::jsonb) as answer`,
      [{ merchant_id: merchantId, ...args }],
    );
    const { now, answer } = asked.rows[0] as (typeof asked.rows)[number];
    const { result, ...rest } = answer;
    const details = Object.entries(rest)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => ` ${name}=${/_id$|_token$/.test(name) ? "…" : told(name, value, now.getTime())}`);
    const lines = written(before, await snapshot(client, merchantId), now.getTime());
    return [`${result}${details.join("")}`, ...lines.map((line) => `    ${line}`)].join("\n");
  } catch (cause) {
    return `error ${(cause as { code?: string }).code} ${(cause as Error).message.split("\n")[0]}`;
  }
}

/** The states of a machine, as the database knows them. */
export async function statesOf(client: pg.ClientBase, entity: string): Promise<string[]> {
  const { rows } = await client.query<{ status: string }>(
    "select from_status as status from state_steps where entity = $1 union select to_status from state_steps where entity = $1 order by 1",
    [entity],
  );
  return rows.map(({ status }) => status);
}
