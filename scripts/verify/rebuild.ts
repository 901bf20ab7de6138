// npm run rebuild -- --into <database>: the money tables made again from the recorded facts, in a database of their own on
// the same server, and compared with the ones in use, which are only read (docs/runbooks/replay.md).
import { Client } from "pg";
import { runMigrations } from "@/db/migrate";
import { rebuild } from "@/lib/runtime/rebuild/rebuild";
import { migrationPlan } from "./migration-plan";

const args = process.argv.slice(2).flatMap((arg) => arg.split("="));
const name = args[args.indexOf("--into") + 1] ?? "";
const databaseUrl = process.env.DATABASE_URL;
const sourceUrl = process.env.DATABASE_ADMIN_URL ?? databaseUrl;
const say = (line: string) => process.stdout.write(`${line}\n`);

if (!databaseUrl || !sourceUrl || !args.includes("--into") || !/^[a-z][a-z0-9_]{0,60}$/.test(name)) {
  console.error("usage: npm run rebuild -- --into <new database>, with a database that runs (docs/runbooks/replay.md)");
  process.exit(2);
}

const server = new Client({ connectionString: sourceUrl });
await server.connect();
await server.query(`create database ${name}`);
await server.end();
const target = new URL(sourceUrl);
target.pathname = `/${name}`;
await runMigrations(migrationPlan(databaseUrl, target.href));
const report = await rebuild({ sourceUrl, targetUrl: target.href });
say(`${report.facts} facts made again into ${name}`);
for (const [table, rows] of Object.entries(report.rows)) say(`${String(rows).padStart(9)}  ${table}`);
for (const misfit of report.misfits.slice(0, 50)) say(`misfit  ${JSON.stringify(misfit)}`);
for (const difference of report.differences) say(`differs ${JSON.stringify(difference)}`);
const isIdentical = report.misfits.length === 0 && report.differences.length === 0;
say(
  isIdentical
    ? "identical"
    : `NOT identical: ${report.misfits.length} misfits, ${report.differences.length} rows shown`,
);
process.exit(isIdentical ? 0 : 1);
