import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildForTests } from "../../../scripts/launcher/test-product.mjs";
import { openBalancer, untilBalanced } from "./balancer";
import { PostgresPair } from "./postgres-pair";
import { freePorts, Spawned, untilReady } from "./spawned";

const root = path.resolve(import.meta.dirname, "../../..");
const distDir = process.env.VEZNE_CHAOS_DIST ?? ".next-test";

type Part = "web" | "worker";

/** Two webs and two workers behind haproxy, on a primary with a streaming replica; each part a process of its own. */
export type Pair = {
  appUrl: string;
  sandboxUrl: string;
  apiKey: string;
  postgres: PostgresPair;
  /** The next begins beside one; when it serves, a web by the balancer's own count, the old one is told to go. */
  restart(part: Part, index: number): Promise<void>;
  close(): Promise<void>;
};

function environment(folder: string, appUrl: string, sandbox: number, database: string, admin: string) {
  return {
    ...process.env,
    VEZNE_DATA_DIR: path.join(folder, "data"),
    NEXT_DIST_DIR: distDir,
    APP_URL: appUrl,
    SANDBOX: "1",
    SANDBOX_PORT: String(sandbox),
    AUTH_SECRET: "a secret of the drill alone",
    KEK: "key encryption key of the drill",
    CAPABILITY_KEYS: "k1:capability-secret-of-the-drill",
    PROVIDER_TIMEOUT_MS: "8000",
    // Three looks of the balancer.
    DRAIN_GRACE_MS: "1500",
    LOG_LEVEL: "error",
    DATABASE_URL: database,
    DATABASE_ADMIN_URL: admin,
  };
}

export async function openPair(tools: { haproxy: string; postgres: string }): Promise<Pair> {
  if (!(await buildForTests({ root, distDir }))) throw new Error("the product does not build");
  const folder = mkdtempSync(path.join(os.tmpdir(), "vezne-doubled-"));
  chmodSync(folder, 0o711);
  const [web = 0, database = 0, sandbox = 0, stats = 0, ...slots] = await freePorts(7);
  const appUrl = `http://127.0.0.1:${web}`;
  const postgres = await PostgresPair.open(tools.postgres, folder);
  const { primary, standby } = postgres.ports;
  const balancer = openBalancer({
    haproxy: tools.haproxy,
    folder,
    web: { port: web, stats, behind: slots },
    postgres: { port: database, primary, standby },
  });
  const throughBalancer = postgres.urlOf("primary", "vezne_login").replace(`:${primary}/`, `:${database}/`);
  const env = environment(folder, appUrl, sandbox, throughBalancer, postgres.urlOf("primary"));
  const start = (part: string, more: Record<string, string> = {}) =>
    new Spawned(part, process.execPath, ["scripts/run.mjs", part], { cwd: root, env: { ...env, ...more } });
  await start("migrate").done();
  const parts: Spawned[] = [start("sandbox")];
  await untilReady(`http://127.0.0.1:${sandbox}/_control/state`);
  await start("seed").done();
  // Two of them, and a slot for the one that comes next.
  const free = [...slots];
  const startWeb = () => {
    const port = free.shift() ?? 0;
    return { port, process: start("web", { PORT: String(port) }) };
  };
  const webs = [startWeb(), startWeb()];
  const workers = [start("worker"), start("worker")];
  await untilBalanced(stats, webs.length);
  let isClosed = false;
  const restartWeb = async (index: number) => {
    if (isClosed) return;
    const old = webs[index];
    webs[index] = startWeb();
    await untilBalanced(stats, webs.length + 1);
    await old?.process.stop();
    if (old) free.push(old.port);
    await untilBalanced(stats, webs.length);
  };
  const restartWorker = async (index: number) => {
    if (isClosed) return;
    const old = workers[index];
    workers[index] = start("worker");
    await old?.stop();
  };
  const demo = JSON.parse(readFileSync(path.join(folder, "data", "demo.json"), "utf8"));
  return {
    appUrl,
    sandboxUrl: `http://127.0.0.1:${sandbox}`,
    apiKey: demo.merchants[0].api_key,
    postgres,
    restart: (part, index) => (part === "web" ? restartWeb(index) : restartWorker(index)),
    async close() {
      isClosed = true;
      await Promise.all([...webs.map((web) => web.process), ...workers, ...parts].map((one) => one.stop()));
      await balancer.stop("SIGKILL");
      await postgres.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
