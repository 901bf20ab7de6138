// npm start and npm run dev: everything from an empty data folder to the line `ready <url>`.
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { buildWhenStale } from "./build.mjs";
import { dataFolder } from "./data-folder.mjs";
import { lockInstance } from "./instance-lock.mjs";
import { followParent } from "./launcher-parent.mjs";
import { keepDatabase } from "./product-database.mjs";
import { productEnvironment } from "./product-environment.mjs";
import { printWelcome } from "./product-welcome.mjs";
import { runToEnd, typescriptArgs } from "./run-child.mjs";
import { readSettings } from "./settings.mjs";
import { setupCodeFor } from "./setup-code.mjs";
import { createSupervisor } from "./supervisor.mjs";

const readyDeadlineMs = 120_000;
const drainOrder = ["web", "worker", "sandbox"];

function log(line, name = "vezne") {
  console.log(`[${name}] ${line}`);
}

async function waitUntilReady(url, signal) {
  const end = performance.now() + readyDeadlineMs;
  while (performance.now() < end && !signal.aborted) {
    const response = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(5000) }).catch(
      () => undefined,
    );
    await response?.body?.cancel();
    if (response?.status === 200) return;
    await delay(100);
  }
  if (!signal.aborted) throw new Error(`${url}/api/health/ready did not answer 200 within ${readyDeadlineMs / 1000} s`);
}

function addChildren({ supervisor, root, settings, environment, isDev }) {
  const { env } = environment;
  const add = (role, name, args, extra = {}) => supervisor.add({ role, name, args, env: { ...env, ...extra } });
  if (environment.hasSandbox) add("sandbox", "sandbox", typescriptArgs("sandbox/main.ts", { isServer: false }));
  for (let n = 1; n <= settings.WORKERS; n++) {
    add("worker", settings.WORKERS === 1 ? "worker" : `worker-${n}`, typescriptArgs("scripts/worker.ts"));
  }
  const isCluster = settings.WEB_PROCESSES > 1 && !isDev;
  const web = isCluster ? [path.join(root, "scripts/launcher/web-cluster.mjs")] : typescriptArgs("scripts/web.ts");
  add("web", "web", web, isDev ? { VEZNE_DEV: "1" } : {});
}

async function prepare({ root, environment, isDev, signal }) {
  const { env } = environment;
  const run = (name, file) => runToEnd({ name, args: typescriptArgs(file), env, root, log, signal });
  await run("migrate", "scripts/migrate.ts");
  if (environment.hasSandbox) await run("seed", "scripts/seed.ts");
  env.SETUP_CODE = await setupCodeFor(env.DATABASE_URL, env.SETUP_CODE);
  if (!isDev) await buildWhenStale({ root, distDir: environment.distDir, env, log, signal });
}

/** Runs the product until a signal, the death of npm, or a part that does not start. */
export async function runProduct({ root, isDev }) {
  const settings = readSettings();
  const folder = dataFolder(root);
  const lock = await lockInstance(folder);
  const stopping = new AbortController();
  let database;
  let exitCode = 0;

  const supervisor = createSupervisor({ root, log, onGiveUp: fail });
  function fail(message) {
    if (stopping.signal.aborted) return;
    console.error(`vezne: ${message}`);
    exitCode = 1;
    stopping.abort();
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stopping.abort());
  followParent(() => stopping.abort());

  try {
    const environment = await productEnvironment({ folder, settings, isDev });
    database = await keepDatabase({ root, folder, settings, log });
    Object.assign(environment.env, database.env);
    await prepare({ root, environment, isDev, signal: stopping.signal });
    if (!stopping.signal.aborted) {
      addChildren({ supervisor, root, settings, environment, isDev });
      await waitUntilReady(environment.localUrl, stopping.signal);
    }
    if (!stopping.signal.aborted) {
      supervisor.settled();
      lock.announce(environment.localUrl, environment.ports);
      printWelcome({ folder, environment });
    }
  } catch (error) {
    fail(error.message);
  }

  await aborted(stopping.signal);
  lock.draining();
  if (exitCode === 0) log("stopping ...");
  await supervisor.stopAll(drainOrder);
  await database?.stop();
  lock.release();
  process.exit(exitCode);
}

function aborted(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", resolve, { once: true });
    setInterval(() => {}, 60_000); // an abort listener alone does not keep the process alive
  });
}
