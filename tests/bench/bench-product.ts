import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { closeDatabase } from "@/db/client";
import { startPostgres } from "../../scripts/launcher/embedded-postgres.mjs";
import { runToEnd, typescriptArgs } from "../../scripts/launcher/run-child.mjs";
import { openTestDatabase } from "../support/database";
import { openProviderSandbox } from "../support/sandbox-on-port";

const root = path.resolve(import.meta.dirname, "../..");
const FIRST_PORT = 15_533;

type Server = { adminUrl: string; appUrl: string; isOwn: boolean; close(): Promise<void> };

/** A cluster of its own that writes to disk before it says so, as the product's does; kept where a folder is named. */
async function ownServer(keep: string | undefined): Promise<Server> {
  const folder = keep ?? fs.mkdtempSync(path.join(os.tmpdir(), "vezne-bench-"));
  fs.mkdirSync(folder, { recursive: true });
  fs.chmodSync(folder, 0o711);
  const server = await startPostgres({ root, folder, port: FIRST_PORT, isThrowAway: false });
  const env = {
    ...process.env,
    DATABASE_URL: server.url,
    DATABASE_ADMIN_URL: server.adminUrl.replace(/\/[^/]*$/, "/vezne"),
  };
  await runToEnd({ name: "migrate", args: typescriptArgs("scripts/migrate.ts"), env, root, log: () => undefined });
  return {
    adminUrl: env.DATABASE_ADMIN_URL,
    appUrl: server.url,
    isOwn: true,
    async close() {
      await server.stop();
      if (keep === undefined) fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Inside `npm test` the run's throw-away cluster serves: the smoke measures nothing. */
async function serverOfTheTests(): Promise<Server> {
  const { adminUrl, appUrl, drop } = await openTestDatabase();
  return { adminUrl, appUrl, isOwn: false, close: drop };
}

/** A kept cluster's secrets are sealed with the key of the run that wrote it. */
function keptKey(keep: string | undefined): string {
  const fresh = randomBytes(24).toString("hex");
  if (keep === undefined) return fresh;
  const file = path.join(keep, "key");
  if (!fs.existsSync(file)) fs.writeFileSync(file, fresh, { mode: 0o600 });
  return fs.readFileSync(file, "utf8");
}

export type BenchProduct = Awaited<ReturnType<typeof openBenchProduct>>;

/** This process as the product, on a database and a provider of its own. */
export async function openBenchProduct(isSmoke: boolean, keep?: string) {
  const server = await (isSmoke && process.env.VEZNE_TEST_ADMIN_URL ? serverOfTheTests() : ownServer(keep));
  const sandbox = await openProviderSandbox();
  Object.assign(process.env, {
    DATABASE_URL: server.appUrl,
    APP_URL: "http://127.0.0.1:1",
    SANDBOX_URL: sandbox.url,
    AUTH_SECRET: randomBytes(24).toString("hex"),
    KEK: keptKey(keep),
    CAPABILITY_KEYS: `bench:${randomBytes(24).toString("hex")}`,
    WEBHOOK_RATE: "1000000",
    LOG_LEVEL: "silent",
    POOL_SIZE: "8",
  });
  const admin = new pg.Pool({ connectionString: server.adminUrl, max: 2 });
  // A server that stops may still speak to a connection that is being closed.
  admin.on("error", () => undefined);
  return {
    sandbox,
    keep,
    isOwnServer: server.isOwn,
    adminUrl: server.adminUrl,
    rows: async <T extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      (await admin.query<T>(text, values)).rows,
    async close() {
      await sandbox.close();
      await closeDatabase();
      await admin.end();
      await server.close();
    },
  };
}
