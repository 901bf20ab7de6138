import fs from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { LEAST_PERCENT, scoreLine, scoreOf } from "./score";
import { runSql, type SqlResult } from "./sql/run-sql";
import { MONEY_FILES } from "./typescript/money-files";
import { runStryker, type TypescriptMutant } from "./typescript/run-stryker";

const NUMBER = /^\d{1,9}$/;
const root = path.resolve(import.meta.dirname, "../..");

function wishes() {
  const { values } = parseArgs({
    options: {
      sql: { type: "string" },
      seed: { type: "string" },
      lanes: { type: "string" },
      minutes: { type: "string" },
      only: { type: "string" },
      typescript: { type: "string" },
      again: { type: "boolean" },
    },
  });
  const { sql = "200", seed = "1", minutes = "14", only, typescript, again = false } = values;
  const { lanes = `${Math.min(2, availableParallelism())}` } = values;
  if (![sql, seed, lanes, minutes].every((text) => NUMBER.test(text))) {
    throw new Error(
      "usage: npm run mutation -- [--sql N] [--seed S] [--lanes L] [--minutes M] [--only FILE|FUNCTION] [--typescript none|FILE] [--again]",
    );
  }
  return {
    sql: {
      count: Number(sql),
      seed: Number(seed),
      lanes: Number(lanes),
      minutes: Number(minutes),
      only: only ? new RegExp(only) : undefined,
    },
    again,
    files: Object.keys(MONEY_FILES).filter((file) => !again && (typescript === undefined || file.includes(typescript))),
  };
}

const say = (text: string) => process.stdout.write(text);

function tellSql(result: SqlResult, done: number, of: number): void {
  const { status, operator, file, line, before, after } = result;
  say(`${done} of ${of} ${status}: ${operator} in ${result.function}, ${file}:${line}\n`);
  if (status === "survived") say(`  - ${before}\n  + ${after}\n`);
}

function tellTypescript(mutants: readonly TypescriptMutant[]): void {
  for (const { status, file, line, before, after } of mutants) {
    if (status === "Survived" || status === "NoCoverage")
      say(`${status} ${file}:${line}\n  - ${before}\n  + ${after}\n`);
  }
}

/** What survived the run whose report lies there. */
function survivorsOf(file: string): SqlResult[] {
  const { sql: results } = JSON.parse(fs.readFileSync(file, "utf8")) as { sql: SqlResult[] };
  return results.filter(({ status }) => status === "survived");
}

const { sql, files, again } = wishes();
const folder = path.join(path.resolve(root, process.env.VEZNE_DATA_DIR ?? ".data"), "mutation");
fs.mkdirSync(folder, { recursive: true });
const report = path.join(folder, "report.json");
const wish = again ? { ...sql, again: survivorsOf(report) } : sql;
const typescript = files.length > 0 ? await runStryker(files, folder) : [];
tellTypescript(typescript);
const nothing = { results: [], possible: 0, leftOut: [] };
const { results, possible, leftOut } = sql.count > 0 ? await runSql(wish, tellSql) : nothing;
for (const file of leftOut) say(`red without a mutant, left out: ${file}\n`);
const scores = { typescript: scoreOf(typescript), sql: scoreOf(results), whole: scoreOf([...typescript, ...results]) };
if (typescript.length > 0) say(scoreLine("TypeScript", scores.typescript));
if (results.length > 0) say(scoreLine(`SQL (${results.length} of ${possible} changes, seed ${sql.seed})`, scores.sql));
say(scoreLine("the money core", scores.whole));
// A second look at survivors is no score: the report stays the one of the whole sample.
const file = again ? path.join(folder, "again.json") : report;
fs.writeFileSync(
  file,
  JSON.stringify({ scores, possible, seed: sql.seed, leftOut, sql: results, typescript }, null, 1),
);
say(`${file}\n`);
// Each half has to reach the limit: many easy mutants of one would hide what the other does not notice.
const reached = Object.values(scores).every(
  ({ killed, survived, percent }) => killed + survived === 0 || percent >= LEAST_PERCENT,
);
process.exit(reached && scores.whole.killed > 0 ? 0 : 1);
