import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Client } from "pg";
import { PgBoss, type Queue } from "pg-boss";

export type MigrationPlan = {
  adminUrl: string;
  /** Who connects at run time; it is made a member of the vezne roles. */
  loginUser: string;
  folder: string;
  queues: readonly Queue[];
  /** `entity`, `from`, `to` of every allowed step, taken from the TypeScript machines. */
  steps: ReadonlyArray<readonly [string, string, string]>;
};

const LOCK = 7_431_001;

async function prepareQueue(plan: MigrationPlan): Promise<void> {
  const boss = new PgBoss({ connectionString: plan.adminUrl, supervise: false, schedule: false, max: 2 });
  boss.on("error", () => undefined);
  await boss.start();
  for (const { name, ...options } of plan.queues) {
    if (await boss.getQueue(name)) await boss.updateQueue(name, withoutPolicy(options));
    else await boss.createQueue(name, options);
  }
  await boss.stop({ graceful: false });
}

function withoutPolicy({ policy: _policy, ...rest }: Omit<Queue, "name">) {
  return rest;
}

async function applyFunctions(client: Client, folder: string): Promise<void> {
  const directory = path.join(folder, "functions");
  for (const file of readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sql"))
    .sort()) {
    await client.query(readFileSync(path.join(directory, file), "utf8"));
  }
}

async function writeSteps(client: Client, steps: MigrationPlan["steps"]): Promise<void> {
  await client.query("delete from state_steps");
  await client.query("insert into state_steps select * from unnest($1::text[], $2::text[], $3::text[])", [
    steps.map(([entity]) => entity),
    steps.map(([, from]) => from),
    steps.map(([, , to]) => to),
  ]);
}

/** Brings a database to this release: tables, queue, roles, functions, transition table. Safe to repeat and to race. */
export async function runMigrations(plan: MigrationPlan): Promise<void> {
  const client = new Client({ connectionString: plan.adminUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query("set lock_timeout = '10s'");
    await migrate(drizzle(client), { migrationsFolder: path.join(plan.folder, "migrations") });
    await prepareQueue(plan);
    await client.query("begin");
    await applyFunctions(client, plan.folder);
    await writeSteps(client, plan.steps);
    const user = client.escapeIdentifier(plan.loginUser);
    await client.query(`grant vezne_app, vezne_intake, vezne_system to ${user}`);
    await client.query("commit");
  } finally {
    await client.end();
  }
}
