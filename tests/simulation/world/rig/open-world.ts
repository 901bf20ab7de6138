import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { setClockOffset } from "@/lib/kernel/clock";
import { parseEnv } from "@/lib/runtime/env";
import { advanceClock } from "@/lib/runtime/follow-clock.system";
import { openSandbox } from "../../../../sandbox/open-sandbox";
import { passTime } from "../../../../sandbox/pass-time";
import { readSettings } from "../../../../sandbox/settings";
import { openTestDatabase } from "../../../support/database";
import { refuseNeighbours } from "../../../support/postgres/one-row-a-statement";
import { installRegistry } from "./cores";
import { openMailSlot } from "./mail-slot";
import { type Cut, type Mishap, Moment, moments } from "./moment";

export type CoreName = "A" | "B";
export type Fate = { cut?: Cut | undefined; mishap?: Mishap | undefined };

const KEYS = "new:capability-secret-number-two,old:capability-secret-number-one";

function enter(values: Record<string, string>): void {
  Object.assign(process.env, values);
}

/** No command may hang: neither a person nor a worker waits for ever. */
const PATIENCE_MS = 60_000;

function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`a command hangs for ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** pg's pools end with nothing to say, postgres.js with the seconds it may wait. */
async function closePools(core: Map<string, unknown>): Promise<void> {
  const ends = [...core].map(([name, value]) => {
    const { end } = value as { end?: (wish?: unknown) => Promise<void> };
    return name.startsWith("statements:") ? end?.({ timeout: 1 }) : end?.call(value);
  });
  await Promise.allSettled(ends);
}

/** PostgreSQL, both providers with their own truth, one address for their mail, and two cores with pools of their own. */
export async function openWorld() {
  const database = await openTestDatabase();
  const slot = await openMailSlot();
  const folder = mkdtempSync(path.join(os.tmpdir(), "vezne-world-"));
  const sandbox = await openSandbox({
    ...readSettings({}),
    port: 0,
    strict: true,
    dataDir: path.join(folder, "sandbox"),
    webhookRetryMs: [1, 1, 1],
  });
  enter({
    DATABASE_URL: database.appUrl,
    APP_URL: slot.url,
    SANDBOX_URL: sandbox.world.apiUrl,
    AUTH_SECRET: "auth secret of the tests",
    KEK: "key encryption key of the tests",
    CAPABILITY_KEYS: KEYS,
    PROVIDER_TIMEOUT_MS: "30000",
    POOL_SIZE: "3",
    LOG_LEVEL: process.env.WORLD_LOG ?? "silent",
    VEZNE_DATA_DIR: folder,
  });
  installRegistry();
  // The world before this one, in the same process, ended days later.
  setClockOffset(0);
  const environment = parseEnv(process.env);
  const shared: Record<CoreName, Map<string, unknown>> = { A: new Map(), B: new Map() };
  const admin = new pg.Pool({
    connectionString: database.adminUrl,
    max: 4,
    application_name: "test",
    // The same few questions ten thousand times: each is planned once a connection.
    options: "-c plan_cache_mode=force_generic_plan",
  });
  admin.on("error", () => undefined);
  await refuseNeighbours(admin);
  return {
    database,
    slot,
    truth: sandbox.world.truth,
    environment,
    rows: async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
      (await admin.query({ name: createHash("md5").update(text).digest("hex"), text, values })).rows,
    /** An order to the imitated provider; undefined where it refuses. */
    async order<T = Record<string, unknown>>(place: string, body: unknown): Promise<T | undefined> {
      const answer = await fetch(`${sandbox.world.apiUrl}/_control/${place}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      const told = (await answer.json()) as T;
      return answer.ok ? told : undefined;
    },
    /** Carries a command out on one core with what that core remembers of this history. */
    on<T>(core: CoreName, memory: Map<string, unknown>, work: () => Promise<T>, fate: Fate = {}): Promise<T | "died"> {
      const moment = new Moment(memory, shared[core], fate.cut, fate.mishap);
      return withinPatience(Promise.race([moments.run(moment, work), moment.died]));
    },
    async advance(seconds: number) {
      await advanceClock(seconds);
      passTime(sandbox.world, seconds);
    },
    async close() {
      await sandbox.close();
      await slot.close();
      for (const core of Object.values(shared)) await closePools(core);
      await admin.end();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type SimulatedWorld = Awaited<ReturnType<typeof openWorld>>;
