// The whole product for the browser tests: own data folder, own ports, own build folder.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { buildWhenStale } from "./build.mjs";
import { nextFreePort } from "./ports.mjs";

const firstPort = 13_000; // clear of the defaults that `npm start` looks for
const inherited = ["APP_URL", "PORT", "SANDBOX", "SANDBOX_PORT", "AUTH_SECRET", "KEK", "CAPABILITY_KEYS", "NODE_ENV"];
const keptLines = 200;

/** A developer's settings must not leak into the product under test. */
function cleanEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.includes(name)));
}

/** Builds into `distDir`; returns false and prints the log when that fails. */
export async function buildForTests({ root, distDir }) {
  const lines = [];
  try {
    const secrets = { AUTH_SECRET: "x".repeat(32), KEK: "x".repeat(32), CAPABILITY_KEYS: `k1:${"x".repeat(32)}` };
    await buildWhenStale({
      root,
      distDir,
      env: { ...cleanEnvironment(), ...secrets },
      log: (line) => lines.push(line),
    });
    console.log("ok   next build");
    return true;
  } catch (error) {
    console.log(`FAIL next build\n${lines.join("\n")}\n${error.message}`);
    return false;
  }
}

function spawnProduct({ root, env }) {
  const main = path.join(root, "scripts/launcher/main.mjs");
  const child = spawn(process.execPath, [main], {
    cwd: root,
    env: { ...env, VEZNE_WATCHDOG_FD: "3" },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    detached: true,
  });
  child.stdio[3].on("error", () => {});
  return child;
}

/** Starts it and waits for the line `ready`; `close()` stops it and removes its data. */
export async function startTestProduct({ root, distDir, extraEnv = {} }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "vezne-e2e-"));
  fs.chmodSync(folder, 0o711);
  const port = await nextFreePort(firstPort);
  const sandboxPort = await nextFreePort(port + 1);
  const dataDir = path.join(folder, "data");
  const env = {
    ...cleanEnvironment(),
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    NEXT_DIST_DIR: distDir,
    VEZNE_DATA_DIR: dataDir,
    ...extraEnv,
  };
  const child = spawnProduct({ root, env });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const lines = [];
  const untold = new Set();
  const isReady = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        if (lines.length > keptLines) lines.shift();
        if (/MISSING_MESSAGE|FORMATTING_ERROR/.test(line)) untold.add(line);
        if (line.startsWith("ready ")) resolve(true);
      });
    }
  });
  const close = async () => {
    child.kill("SIGTERM");
    await exited;
    fs.rmSync(folder, { recursive: true, force: true });
  };
  if (!(await Promise.race([isReady, exited.then(() => false)]))) {
    await close();
    throw new Error(`the product did not start:\n${lines.join("\n")}`);
  }
  const demoFile = path.join(dataDir, "demo.json");
  return {
    close,
    lastLines: () => lines.join("\n"),
    /** Texts that a page asked for and no catalogue has. */
    missingTexts: () => [...untold],
    env: { VEZNE_BASE_URL: `http://127.0.0.1:${port}`, VEZNE_DEMO_FILE: demoFile, VEZNE_DATA_DIR: dataDir },
  };
}
