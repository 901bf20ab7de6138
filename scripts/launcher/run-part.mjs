// One part (migrate, seed, worker, ...) in the foreground, for people who run the parts apart.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { buildWhenStale } from "./build.mjs";
import { dataFolder } from "./data-folder.mjs";
import { isAlive } from "./process-table.mjs";
import { productEnvironment } from "./product-environment.mjs";
import { typescriptArgs, watchdog } from "./run-child.mjs";
import { givenDatabase, loadEnvFile, readSettings } from "./settings.mjs";

const parts = {
  migrate: "scripts/migrate.ts",
  seed: "scripts/seed.ts",
  worker: "scripts/worker.ts",
  web: "scripts/web.ts",
  sandbox: "sandbox/main.ts",
  "create-owner": "scripts/setup/create-owner.ts",
  "ledger:verify": "scripts/verify/ledger-verify.ts",
  "audit:verify": "scripts/verify/audit-verify.ts",
  "evidence:verify": "scripts/verify/evidence-verify.ts",
  rebuild: "scripts/verify/rebuild.ts",
  bench: "scripts/bench.ts",
  simulate: "scripts/simulate.ts",
  mutation: "scripts/mutation.ts",
  "provider:probe": "scripts/provider-probe.ts",
};
const listening = ["web", "sandbox"];
const withoutDatabase = ["sandbox", "provider:probe", "simulate", "mutation", "bench", "evidence:verify"];

function readNote(file) {
  if (!fs.existsSync(file)) return undefined;
  const note = JSON.parse(fs.readFileSync(file, "utf8"));
  return isAlive(note.pid) ? note : undefined;
}

function databaseEnvironment(name, folder, settings) {
  if (settings.DATABASE_URL) return givenDatabase(settings);
  const running = readNote(path.join(folder, "postgres.json"));
  if (running) return { DATABASE_URL: running.url, DATABASE_ADMIN_URL: running.admin_url };
  if (withoutDatabase.includes(name)) return {};
  throw new Error(`npm run ${name} needs a database: set DATABASE_URL, or let \`npm start\` run beside it`);
}

/** The addresses of a product that runs beside: a worker or a seed of ours must point at its web and sandbox. */
function runningAddresses(name, folder, settings) {
  const running = readNote(path.join(folder, "launcher.json"));
  const ports = running?.ports ?? {};
  return {
    ...settings,
    APP_URL: settings.APP_URL ?? running?.app_url,
    PORT: settings.PORT ?? (listening.includes(name) ? undefined : ports.web),
    SANDBOX_PORT: settings.SANDBOX_PORT ?? (name === "sandbox" ? undefined : ports.sandbox),
  };
}

/** Runs the part named by the npm script and returns its exit code. */
export async function run({ root, args: [name, ...args] }) {
  const file = parts[name];
  if (!file || !fs.existsSync(path.join(root, file))) throw new Error(`there is no part called ${name}`);
  loadEnvFile(root);
  const given = readSettings();
  const folder = dataFolder(root);
  const settings = runningAddresses(name, folder, given);
  const claims = listening.includes(name) ? [name] : [];
  const { env, distDir } = await productEnvironment({ folder, settings, claims });
  Object.assign(env, databaseEnvironment(name, folder, settings));
  if (name === "web") await buildWhenStale({ root, distDir, env, log: console.log });

  const isServer = name !== "sandbox";
  // The first stage's pipe goes on to the part, whose watchdog then ends it with the first stage.
  const hasWatchdog = env.VEZNE_WATCHDOG_FD === "3";
  const child = spawn(process.execPath, ["--import", watchdog, ...typescriptArgs(file, { isServer }), ...args], {
    cwd: root,
    env,
    stdio: ["inherit", "inherit", "inherit", hasWatchdog ? 3 : "ignore"],
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
