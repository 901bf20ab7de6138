import { Client } from "pg";
import { applyFacts, type Misfit } from "./apply-facts";
import { arrange, type Fact } from "./arrange";
import { compareProjections, type Difference } from "./compare";
import { copyEntered } from "./copy-entered";
import { PROJECTIONS } from "./tables";

export type RebuildReport = {
  facts: number;
  steps: number;
  misfits: Misfit[];
  rows: Record<string, number>;
  differences: Difference[];
};

type Request = {
  sourceUrl: string;
  /** A migrated database without a payment in it; never the one that is in use. */
  targetUrl: string;
  /** How the facts arrive; the order of the source unless a proof shuffles and doubles them. */
  arrive?: (facts: readonly Fact[]) => readonly Fact[];
};

const NO_CLOCK = `create or replace function vezne_now() returns timestamptz language sql stable
  as $$ select current_setting('vezne.rebuild_at')::timestamptz $$`;

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString, application_name: "vezne rebuild" });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function demandFresh(target: Client): Promise<void> {
  for (const table of PROJECTIONS) {
    const { rowCount } = await target.query(`select 1 from ${table} limit 1`);
    if (rowCount !== 0) throw new Error(`the target is not fresh: ${table} has rows`);
  }
}

async function readFacts(source: Client): Promise<Fact[]> {
  const { rows } = await source.query<Omit<Fact, "seq"> & { seq: string }>(
    `select merchant_id as "merchantId", seq, at::text, kind, name, args, answer from recorded_facts order by seq`,
  );
  return rows.map((row) => ({ ...row, seq: BigInt(row.seq) }));
}

/** The clock stands where each fact says, and what a fact writes is no second fact. */
async function underTheirTime<T>(target: Client, work: () => Promise<T>): Promise<T> {
  const { rows } = await target.query<{ definition: string }>(
    "select pg_get_functiondef('vezne_now()'::regprocedure) as definition",
  );
  const triggers = await target.query<{ table: string; name: string }>(
    `select tgrelid::regclass::text as table, tgname as name from pg_trigger where tgfoid = 'record_row()'::regprocedure`,
  );
  const each = async (verb: "disable" | "enable") => {
    for (const { table, name } of triggers.rows) await target.query(`alter table ${table} ${verb} trigger ${name}`);
  };
  await each("disable");
  await target.query(NO_CLOCK);
  try {
    return await work();
  } finally {
    await target.query(rows[0]?.definition ?? "");
    await each("enable");
  }
}

/** Nothing a copy was told may be sent once more: no job, no mail, no news for open screens is left in it. */
async function silence(target: Client): Promise<void> {
  await target.query("delete from pgboss.job");
  await target.query("delete from outbox");
}

/**
 * Makes payments, tries, refunds, held money, payouts and books again in another database: copies what people entered
 * and what was heard, then does every recorded fact at its time, and compares row by row (docs/runbooks/replay.md).
 * @throws Error when the target has payments already
 */
export async function rebuild({ sourceUrl, targetUrl, arrive }: Request): Promise<RebuildReport> {
  const source = await connect(sourceUrl);
  const target = await connect(targetUrl);
  try {
    await source.query("set time zone 'UTC'");
    await source.query("begin transaction isolation level repeatable read read only");
    await target.query("set time zone 'UTC'; set synchronous_commit = off");
    await demandFresh(target);
    const facts = await readFacts(source);
    await copyEntered(source, target);
    const steps = arrange(arrive?.(facts) ?? facts);
    const misfits = await underTheirTime(target, () => applyFacts(target, steps));
    await silence(target);
    return { facts: facts.length, steps: steps.length, misfits, ...(await compareProjections(source, target)) };
  } finally {
    await source.end();
    await target.end();
  }
}
