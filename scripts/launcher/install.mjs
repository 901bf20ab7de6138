// Completes node_modules before anything else is imported. Node built-ins only.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { linkNativeLibraries } from "./native-libraries.mjs";
import { materialisePinnedNode } from "./pinned-node.mjs";
import { isAlive } from "./process-table.mjs";

const digest = (file) => createHash("sha256").update(fs.readFileSync(file)).digest("hex");

/** True when every required package of the lock is in node_modules in its locked version. */
export function matchesLock(root) {
  const installedLock = path.join(root, "node_modules/.package-lock.json");
  if (!fs.existsSync(installedLock)) return false;
  const wanted = JSON.parse(fs.readFileSync(path.join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(fs.readFileSync(installedLock, "utf8")).packages;
  return Object.entries(wanted).every(
    ([where, entry]) => where === "" || entry.optional || installed[where]?.version === entry.version,
  );
}

/** The environment of a nested npm: a package's own `node` on the PATH disappears while npm replaces node_modules. */
function npmCommand(root) {
  const binFolder = path.join(root, "node_modules");
  const outside = (file) => file && !file.startsWith(binFolder) && fs.existsSync(file);
  const env = { ...process.env };
  env.PATH = (env.PATH ?? "")
    .split(path.delimiter)
    .filter((folder) => !folder.startsWith(binFolder))
    .join(path.delimiter);
  delete env.NODE_ENV;
  const node = [process.env.npm_node_execpath, process.execPath].find(outside);
  const cli = process.env.npm_execpath;
  return node && outside(cli) ? { command: node, args: [cli], env } : { command: "npm", args: [], env };
}

function install(root) {
  console.log("vezne: installing dependencies (npm ci) ...");
  const { command, args, env } = npmCommand(root);
  const result = spawnSync(command, [...args, "ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  if (result.error) throw new Error(`npm could not be started: ${result.error.message}`);
  if (result.status !== 0) throw new Error("npm ci failed, see its message above");
}

/** Only one process at a time may replace node_modules: `npm start` and `npm test` can begin together. */
async function withInstallLock(root, work) {
  const lock = path.join(root, ".data/install.lock");
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const holder = Number(fs.readFileSync(lock, { encoding: "utf8", flag: "a+" }));
      if (holder && !isAlive(holder)) fs.rmSync(lock, { force: true });
      await delay(200);
    }
  }
  try {
    await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

/** Installs dependencies when they are missing or stale and repairs what blocked install scripts left undone. */
export async function ensureInstalled(root) {
  const lockFile = path.join(root, "package-lock.json");
  const marker = path.join(root, "node_modules/.vezne-lock");
  const wanted = digest(lockFile);
  const isCurrent = () => fs.existsSync(marker) && fs.readFileSync(marker, "utf8") === wanted;
  if (isCurrent()) return;
  await withInstallLock(root, () => {
    if (isCurrent()) return;
    if (!matchesLock(root)) install(root);
    linkNativeLibraries(root);
    materialisePinnedNode(root);
    fs.writeFileSync(marker, wanted);
  });
}
