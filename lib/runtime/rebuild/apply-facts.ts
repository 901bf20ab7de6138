import type { Client } from "pg";
import type { Fact, Step } from "./arrange";

/** A fact that could not be made again: its command failed, or answered something else than it did then. */
export type Misfit = { merchantId: string; seq: string; name: string; why: string };

const LINK_STEPS = ["record_absence", "record_return"];

/** Commands that count or take turns: they have no key of their own, so that what comes twice is told by `seq` alone. */
const WITHOUT_KEY = /^(record_|claim_|note_|take_over_|fire_|store_)/;

function callOf(name: string): string {
  if (!/^[a-z_]+$/.test(name)) throw new Error(`no name of a command: ${name}`);
  return LINK_STEPS.includes(name)
    ? `${name}($1::jsonb->>'merchant_id', $1::jsonb->>'paylink_id', $1::jsonb->>'of')::text`
    : `${name}($1::jsonb)`;
}

async function runCommandAgain(target: Client, { name, args }: Fact): Promise<string> {
  const { rows } = await target.query<{ answer: string }>(
    `select md5(answer::text) as answer from (select ${callOf(name)} as answer offset 0) told`,
    [JSON.stringify(args)],
  );
  return rows[0]?.answer ?? "";
}

/** Columns that the database itself makes of others: a fact has them as they were, nobody may write them. */
async function madeColumns(target: Client, table: string): Promise<string[]> {
  const { rows } = await target.query<{ name: string }>(
    "select attname as name from pg_attribute where attrelid = $1::regclass and attgenerated <> ''",
    [table],
  );
  return rows.map(({ name }) => name);
}

/** A row that came to be, or its columns that changed, as they were written then. */
async function writeRow(target: Client, { name, args, merchantId }: Fact): Promise<void> {
  if (!/^[a-z_]+$/.test(name)) throw new Error(`no name of a table: ${name}`);
  const made = await madeColumns(target, name);
  const columns = Object.keys(args)
    .filter((column) => !made.includes(column))
    .map((column) => `"${column.replaceAll('"', "")}"`);
  const list = columns.join(", ");
  const from = `from jsonb_populate_record(null::${name}, $1::jsonb) n`;
  const changed = await target.query(
    `update ${name} t set (${list}) = (select ${columns.map((column) => `n.${column}`).join(", ")} ${from})
     where t.merchant_id = $2 and t.id = $3`,
    [JSON.stringify(args), merchantId, args.id],
  );
  if (changed.rowCount === 0) {
    await target.query(`insert into ${name} (${list}) select ${list} ${from}`, [JSON.stringify(args)]);
  }
}

async function applyOne(target: Client, { fact, again }: Step): Promise<string | undefined> {
  if (fact.kind === "row") {
    if (!again) await writeRow(target, fact);
    return undefined;
  }
  if (again && WITHOUT_KEY.test(fact.name)) return undefined;
  const answer = await runCommandAgain(target, fact);
  return again || answer === fact.answer ? undefined : "it answers something else than it did then";
}

/**
 * Does every step at the time its fact was recorded, each in a transaction of its own. A misfit changes nothing and is
 * reported: a copy with one is no copy. What comes again may be refused, that is the refusal it would meet in life.
 */
export async function applyFacts(target: Client, steps: readonly Step[]): Promise<Misfit[]> {
  const misfits: Misfit[] = [];
  for (const step of steps) {
    const { fact, again } = step;
    let why: string | undefined;
    await target.query("begin");
    try {
      await target.query("select set_config('vezne.rebuild_at', $1, true), set_config('app.merchant_id', $2, true)", [
        fact.at,
        fact.merchantId,
      ]);
      why = await applyOne(target, step);
      await target.query(why === undefined ? "commit" : "rollback");
    } catch (cause) {
      await target.query("rollback");
      why = again ? undefined : String((cause as Error).message);
    }
    if (why !== undefined) {
      misfits.push({ merchantId: fact.merchantId, seq: fact.seq.toString(), name: fact.name, why });
    }
  }
  return misfits;
}
