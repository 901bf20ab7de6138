import fs from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { writePrivateFile } from "./data-folder.mjs";
import { commandOf, isAlive } from "./process-table.mjs";

const patienceMs = 15_000;

function holderOf(file) {
  try {
    const holder = JSON.parse(fs.readFileSync(file, "utf8"));
    const isLauncher = isAlive(holder.pid) && commandOf(holder.pid).includes("launcher/main.mjs");
    return isLauncher && holder.pid !== process.pid ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** One launcher a data folder. A predecessor that is still draining is waited for, a running one is an error. */
export async function lockInstance(folder) {
  const file = path.join(folder, "launcher.json");
  const end = performance.now() + patienceMs;
  for (let holder = holderOf(file); holder; holder = holderOf(file)) {
    if (holder.app_url || performance.now() > end) {
      const where = holder.app_url ? ` at ${holder.app_url}` : "";
      throw new Error(`already running here${where} (process ${holder.pid}); stop it first or set VEZNE_DATA_DIR`);
    }
    await delay(100);
  }
  const write = (fields) => writePrivateFile(file, JSON.stringify({ pid: process.pid, ...fields }));
  write({});
  return {
    /** Notes where the product can be reached. */
    announce: (appUrl, ports) => write({ app_url: appUrl, ports }),
    /** From now on a successor waits instead of giving up. */
    draining: () => write({}),
    release: () => fs.rmSync(file, { force: true }),
  };
}
