import type pg from "pg";
import { beginWatch, endWatch, type Row } from "./snapshot";
import { told, withoutIds, written } from "./written";

/** One question: what is forced on the rows first, and the command with its arguments. */
export type Question = {
  merchantId: string;
  /** SQL that puts the rows into the state that is asked about; the database's own rules are off meanwhile. */
  force: readonly string[];
  /** SQL that asks, of the arguments `p`. */
  call: string;
  args: Record<string, unknown>;
  /** What the command can write to. */
  tables: Iterable<string>;
};

/** What was answered in the first line, and below it a line a row that would have been written. */
export type Answer = readonly [said: string, ...rows: string[]];

/**
 * Asks in a transaction that is undone: the answer's word, and every row that the command would have written.
 * @throws where the rows cannot be put into that state: then nothing was asked
 */
export async function decided(client: pg.ClientBase, { force, ...question }: Question): Promise<Answer> {
  try {
    await client.query(
      [
        "begin",
        "set local session_replication_role = replica",
        ...force,
        "set local session_replication_role = origin",
      ].join(";"),
    );
    return await answered(client, question);
  } finally {
    await client.query("rollback");
  }
}

async function answered(
  client: pg.ClientBase,
  { merchantId, call, args, tables }: Omit<Question, "force">,
): Promise<Answer> {
  const xid = await beginWatch(client);
  try {
    // One statement, one moment: what the command counts from is the moment that is told.
    const asked = await client.query<{ now: Date; answer: string | ({ result: string } & Row) }>(
      `select vezne_now() as now, ${call} as answer from (select $1::jsonb) told(p)`,
      [{ merchant_id: merchantId, ...args }],
    );
    const { now, answer } = asked.rows[0] as (typeof asked.rows)[number];
    const { result, ...rest } = typeof answer === "object" ? answer : { result: answer };
    const details = Object.entries(rest)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => ` ${name}=${/_id$|_token$/.test(name) ? "…" : told(name, value, now.getTime())}`);
    return [
      `${result}${details.join("")}`,
      ...written(await endWatch(client, { merchantId, tables }, xid), now.getTime()),
    ];
  } catch (cause) {
    const { code, message } = cause as { code?: string; message: string };
    if (code === undefined) throw cause;
    return [`error ${code} ${withoutIds(message.split("\n")[0] ?? "")}`];
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
