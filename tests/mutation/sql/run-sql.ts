import pg from "pg";
import { openTestCluster } from "../../../scripts/launcher/test-cluster.mjs";
import { equivalenceOf } from "./equivalents";
import { judge, type Memory, type Verdict } from "./judge";
import { openLane } from "./lane";
import { mutantsOf, type SqlMutant } from "./mutants-of";
import { compiles, type MoneyFunction, readMachines, readMoneyFunctions } from "./read-functions";
import { sampleOf } from "./sample";
import { testFilesOf } from "./test-files";

/** `minutes`: no mutant is begun later; those under way are judged to the end, so that slow survivors count too. */
export type SqlWish = {
  count: number;
  seed: number;
  lanes: number;
  minutes: number;
  only?: RegExp | undefined;
  /** These and no others: what survived a run before. */
  again?: readonly Change[] | undefined;
};

type Change = { function: string; before: string; after: string };

const isAmong = (known: readonly Change[] | undefined, { function: name, before, after }: Change) =>
  known?.some((one) => one.function === name && one.before === before && one.after === after) ?? true;

/** One judged mutant; `line` is the line of its file in db/functions. */
export type SqlResult = Omit<SqlMutant, "text"> & { file: string } & Verdict;

type Candidate = { mutant: SqlMutant; fn: MoneyFunction };

/** Every change of the money core's texts, whether PostgreSQL takes it or not. */
async function candidatesOf(client: pg.Client, only: RegExp | undefined): Promise<Candidate[]> {
  const machines = await readMachines(client);
  const functions = await readMoneyFunctions(client);
  return functions
    .filter((fn) => !only || only.test(fn.file) || only.test(fn.name))
    .flatMap((fn) => mutantsOf(fn, machines).map((mutant) => ({ mutant, fn })));
}

/** Draws so many mutants that PostgreSQL takes; what does not compile is neither killed nor alive. */
async function drawn(
  client: pg.Client,
  candidates: readonly Candidate[],
  count: number,
  seed: number,
): Promise<Candidate[]> {
  const takes: Candidate[] = [];
  for (const candidate of sampleOf(candidates, candidates.length, seed)) {
    if (takes.length === count) break;
    if (await compiles(client, candidate.mutant.text)) takes.push(candidate);
  }
  return takes;
}

async function drawFrom(
  url: string,
  { count, seed, only, again }: SqlWish,
): Promise<{ queue: Candidate[]; possible: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const candidates = (await candidatesOf(client, only)).filter(({ mutant }) => isAmong(again, mutant));
    return { queue: await drawn(client, candidates, count, seed), possible: candidates.length };
  } finally {
    await client.end();
  }
}

function resultOf({ mutant: { text: _, ...shown }, fn }: Candidate, verdict: Verdict): SqlResult {
  return { ...shown, line: fn.bodyLine + shown.line - 1, file: fn.file, ...verdict };
}

/** Judges a sample of the money core's SQL mutants, in lanes beside each other on one cluster. */
export async function runSql(
  wish: SqlWish,
  tell: (result: SqlResult, done: number, of: number) => void,
): Promise<{ results: SqlResult[]; possible: number; leftOut: string[] }> {
  // A cluster of its own whatever runs beside: its template is broken on purpose.
  for (const name of ["DATABASE_URL", "DATABASE_ADMIN_URL"]) Reflect.deleteProperty(process.env, name);
  const cluster = await openTestCluster();
  try {
    const { queue, possible } = await drawFrom(cluster.database.DATABASE_ADMIN_URL, wish);
    const of = queue.length;
    const results: SqlResult[] = [];
    const memory: Memory = { killers: new Map(), green: new Set(), red: new Set() };
    const began = performance.now();
    const nextOne = () => (performance.now() - began < wish.minutes * 60_000 ? queue.shift() : undefined);
    const work = async () => {
      const lane = await openLane(cluster.env);
      try {
        for (let next = nextOne(); next; next = nextOne()) {
          const { mutant, fn } = next;
          const known = equivalenceOf(mutant);
          const verdict: Verdict = known
            ? { status: "equivalent", because: known }
            : await judge(lane, mutant, { sane: fn.text, files: testFilesOf(fn.folder.tests) }, memory);
          const result = resultOf(next, verdict);
          results.push(result);
          tell(result, results.length, of);
        }
      } finally {
        await lane.close();
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, Math.min(wish.lanes, of)) }, work));
    return { results, possible, leftOut: [...memory.red].sort() };
  } finally {
    await cluster.close();
  }
}
