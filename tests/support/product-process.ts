import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll } from "vitest";
import { closeDatabase } from "@/db/client";
import { setClockOffset } from "@/lib/kernel/clock";
import { advanceClock } from "@/lib/runtime/follow-clock.system";
import { createWebServer } from "@/scripts/web-server";
import { openTestDatabase, type TestDatabase } from "./database";
import { expectInvariants } from "./invariants";
import { refuseNeighbours } from "./postgres/one-row-a-statement";
import { openProviderSandbox, type ProviderSandbox } from "./sandbox-on-port";

export type ProductOptions = {
  providerTimeoutMs?: number;
  poolSize?: number;
  /** False where a suite breaks the database on purpose and asks for the invariants itself. */
  checksInvariants?: boolean;
  /** True where another program, which tells the real time, writes what the suite reads. */
  keepsRealTime?: boolean;
};

export type Product = {
  database: TestDatabase;
  sandbox: ProviderSandbox;
  /** Where our callback paths listen. */
  appUrl: string;
  /** Rows of a superuser's query: looks behind row-level security, never acts for the product. */
  rows<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  /** Moves the clocks of database, process and provider together. */
  advance(seconds: number): Promise<void>;
};

type Open = Product & { close(): Promise<void> };

function listen(server: Server): Promise<string> {
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
}

/** The listener of scripts/web.ts, with nothing behind it. */
function openCallbackServer(): Server {
  return createWebServer((_request, response) => response.writeHead(404).end());
}

function setEnvironment(values: Record<string, string>): void {
  Object.assign(process.env, values);
  // The environment is read once a process; this process is this suite's own product.
  Reflect.deleteProperty(globalThis, Symbol.for("vezne.process-singletons"));
  setClockOffset(0);
}

const DAY_SECONDS = 86_400;
const ISTANBUL_SECONDS = 3 * 3_600;

/** To the next ten in the morning of Istanbul: what a day decides is the same whenever the tests run. */
function secondsToTen(): number {
  const ofDay = (Math.floor(Date.now() / 1_000) + ISTANBUL_SECONDS) % DAY_SECONDS;
  return (10 * 3_600 - ofDay + DAY_SECONDS) % DAY_SECONDS;
}

function asSuperuser(database: TestDatabase) {
  const pool = new pg.Pool({ connectionString: database.adminUrl, max: 3, application_name: "test" });
  pool.on("error", () => undefined);
  return pool;
}

async function openProduct(options: ProductOptions): Promise<Open> {
  const database = await openTestDatabase();
  const sandbox = await openProviderSandbox();
  const server = openCallbackServer();
  const appUrl = await listen(server);
  // A folder of its own: the anchors of one suite's audit chains are findings in another's.
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), "vezne-test-"));
  setEnvironment({
    DATABASE_URL: database.appUrl,
    APP_URL: appUrl,
    SANDBOX_URL: sandbox.url,
    AUTH_SECRET: "auth secret of the tests",
    KEK: "key encryption key of the tests",
    CAPABILITY_KEYS: "new:capability-secret-number-two,old:capability-secret-number-one",
    PROVIDER_TIMEOUT_MS: String(options.providerTimeoutMs ?? 5_000),
    POOL_SIZE: String(options.poolSize ?? 8),
    LOG_LEVEL: "silent",
    VEZNE_DATA_DIR: dataFolder,
  });
  const admin = asSuperuser(database);
  await refuseNeighbours(admin);
  const advance = async (seconds: number) => {
    await advanceClock(seconds);
    await sandbox.advance(seconds);
  };
  if (!options.keepsRealTime) await advance(secondsToTen());
  return {
    database,
    sandbox,
    appUrl,
    rows: async (text, values) => (await admin.query(text, values)).rows,
    advance,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sandbox.close();
      await closeDatabase();
      await admin.end();
      await database.drop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/**
 * The product inside this test process: a database of its own, a provider on a free port, callbacks over real HTTP.
 * Every test is followed by the invariants. The result is filled before the first test runs.
 */
export function useProduct(options: ProductOptions = {}): Product {
  const product = {} as Open;
  beforeAll(async () => {
    Object.assign(product, await openProduct(options));
  });
  afterEach(async () => {
    if (options.checksInvariants !== false) await expectInvariants(product);
  });
  afterAll(() => product.close?.());
  return product;
}
