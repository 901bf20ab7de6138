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
  /** SIGTERM to one, and the next in its place once it is gone; a web counts as there when it is ready. */
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
  const [web = 0, database = 0, sandbox = 0, stats = 0, ...behind] = await freePorts(6);
  const appUrl = `http://127.0.0.1:${web}`;
  const postgres = await PostgresPair.open(tools.postgres, folder);
  const { primary, standby } = postgres.ports;
  const balancer = openBalancer({
    haproxy: tools.haproxy,
    folder,
    web: { port: web, stats, behind },
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
  const startWeb = (index: number) => start("web", { PORT: String(behind[index]) });
  const running = {
    web: [startWeb(0), startWeb(1)],
    worker: [start("worker"), start("worker")],
  };
  await untilBalanced(stats, 2);
  const demo = JSON.parse(readFileSync(path.join(folder, "data", "demo.json"), "utf8"));
  return {
    appUrl,
    sandboxUrl: `http://127.0.0.1:${sandbox}`,
    apiKey: demo.merchants[0].api_key,
    postgres,
    async restart(part, index) {
      await running[part][index]?.stop();
      running[part][index] = part === "web" ? startWeb(index) : start("worker");
      if (part === "web") await untilBalanced(stats, 2);
    },
    async close() {
      await Promise.all([...running.web, ...running.worker, ...parts].map((one) => one.stop()));
      await balancer.stop("SIGKILL");
      await postgres.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
