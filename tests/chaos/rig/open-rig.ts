import { readFileSync } from "node:fs";
import { get } from "node:http";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, onTestFailed } from "vitest";
import { buildForTests, startTestProduct } from "../../../scripts/launcher/test-product.mjs";
import { ageOf, processesOf, type Role } from "./processes";

export type Answer = {
  status: number;
  text: string;
  body: Record<string, unknown>;
  ms: number;
  /** Of our API: the same request with the same Idempotency-Key, as its 503 asks for. */
  again?: () => Promise<Answer>;
};
type Merchant = { slug: string; id: string; api_key: string };
type Demo = { sandbox_url: string; merchants: Merchant[] };

/** A product of real processes: two webs behind one port, two workers, Postgres and the sandbox, kept by the launcher. */
export type Rig = {
  merchant: Merchant;
  sandboxUrl: string;
  /** One HTTP request; status 0 when the connection broke or nothing came within ten seconds. */
  send(url: string, init?: RequestInit): Promise<Answer>;
  api(method: "GET" | "POST", path: string, more?: { body?: unknown; key?: string; as?: string }): Promise<Answer>;
  control(path: string, body?: unknown): Promise<Answer>;
  /** The provider's own truth. */
  truth(): Promise<Record<string, Record<string, unknown>[]>>;
  rows<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  advance(seconds: number): Promise<void>;
  /** SIGKILL to one process of the role, or to all of them; answers how many. */
  kill(role: Role, which: "one" | "all"): number;
  /** One process of the role stands still (SIGSTOP); what is answered kills it. */
  freeze(role: Role): () => void;
  /** The status of one request on a connection of its own; rejects when it breaks or nothing comes within ten seconds. */
  fresh(path: string): Promise<number>;
  /** Whether both webs have been up long enough to serve: killing the only one that does is another test. */
  hasTwoWebs(): boolean;
  /** What `pg_ctl stop -m immediate` does: no checkpoint, every connection cut. */
  stopPostgres(): void;
};

const root = path.resolve(import.meta.dirname, "../../..");
const distDir = process.env.VEZNE_CHAOS_DIST ?? ".next-test";
const PATIENCE_MS = 10_000;
/** A web process of this product serves long before, also on a busy machine. */
const SERVES_AFTER_S = 12;

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const start = performance.now();
  const done = (status: number, text: string) => ({ status, text, body: parse(text), ms: performance.now() - start });
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS), ...init });
    return done(response.status, await response.text());
  } catch {
    return done(0, "");
  }
}

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});

async function openRig() {
  if (!(await buildForTests({ root, distDir }))) throw new Error("the product does not build");
  const product = await startTestProduct({
    root,
    distDir,
    extraEnv: { WEB_PROCESSES: "2", WORKERS: "2", PROVIDER_TIMEOUT_MS: "4000", LOG_LEVEL: "error", DATABASE_URL: "" },
  });
  const { VEZNE_BASE_URL: base, VEZNE_DEMO_FILE: demoFile, VEZNE_DATA_DIR: folder } = product.env;
  const demo = JSON.parse(readFileSync(demoFile, "utf8")) as Demo;
  const database = JSON.parse(readFileSync(path.join(folder, "postgres.json"), "utf8"));
  const [merchant] = demo.merchants;
  if (!merchant) throw new Error("no demo merchant");
  const pool = new pg.Pool({ connectionString: database.admin_url, max: 3, application_name: "test" });
  pool.on("error", () => undefined);
  let keys = 0;
  const control = (where: string, body?: unknown) => send(`${demo.sandbox_url}/_control/${where}`, json(body ?? {}));
  const rig: Rig = {
    merchant,
    sandboxUrl: demo.sandbox_url,
    send,
    control,
    api: (method, where, { body, key, as } = {}) => {
      keys += 1;
      const headers = { authorization: `Bearer ${as ?? merchant.api_key}` };
      const init =
        method === "GET" ? { headers } : json(body ?? {}, { ...headers, "idempotency-key": key ?? `k${keys}` });
      const ask = async (): Promise<Answer> => ({ ...(await send(`${base}/api/v1${where}`, init)), again: ask });
      return ask();
    },
    truth: async () => (await send(`${demo.sandbox_url}/_control/state`)).body.paynet as never,
    rows: async (text, values) => (await pool.query(text, values)).rows,
    async advance(seconds) {
      await send(`${base}/api/internal/clock`, json({ advance_seconds: seconds }));
      await control("clock", { advance_seconds: seconds });
    },
    kill(role, which) {
      const pids = processesOf(role, folder);
      const chosen = which === "all" ? pids : pids.slice(0, 1);
      for (const pid of chosen) process.kill(pid, "SIGKILL");
      return chosen.length;
    },
    freeze(role) {
      const [pid = 0] = processesOf(role, folder);
      process.kill(pid, "SIGSTOP");
      return () => process.kill(pid, "SIGKILL");
    },
    fresh: (where) =>
      new Promise((resolve, reject) => {
        const request = get(`${base}${where}`, { agent: false, timeout: PATIENCE_MS }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        request.on("timeout", () => request.destroy(new Error("nothing came")));
        request.on("error", reject);
      }),
    hasTwoWebs() {
      const webs = processesOf("web", folder);
      return webs.length === 2 && webs.every((pid) => ageOf(pid) > SERVES_AFTER_S);
    },
    stopPostgres() {
      const { pid } = JSON.parse(readFileSync(path.join(folder, "postgres.json"), "utf8")) as { pid: number };
      process.kill(pid, "SIGQUIT");
    },
  };
  // What the factories of this process need to reach the same database; no secret of the product is among them.
  const environment = {
    DATABASE_URL: database.url as string,
    VEZNE_DATA_DIR: folder,
    APP_URL: base,
    AUTH_SECRET: "not the product's",
    KEK: "not the product's",
    CAPABILITY_KEYS: "none:not-the-product's",
    LOG_LEVEL: "silent",
  };
  const close = async () => {
    await pool.end();
    await product.close();
  };
  return { rig, environment, close, lastLines: product.lastLines };
}

/** Opens the rig before the first test of the file and closes it after the last. */
export function useRig(): Rig {
  const rig = {} as Rig;
  let opened: Awaited<ReturnType<typeof openRig>> | undefined;
  beforeAll(async () => {
    opened = await openRig();
    Object.assign(process.env, opened.environment);
    Object.assign(rig, opened.rig);
  }, 300_000);
  beforeEach(() => onTestFailed(() => void process.stderr.write(`${opened?.lastLines() ?? ""}\n`)));
  afterAll(() => opened?.close(), 60_000);
  return rig;
}
