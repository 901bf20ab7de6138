import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";

/** Preload that ends a child together with its parent. */
export const watchdog = path.join(import.meta.dirname, "watchdog.mjs");

/** The arguments that run a TypeScript file of ours under the pinned Node. */
export function typescriptArgs(file, { isServer = true } = {}) {
  return [...(isServer ? ["--conditions=react-server"] : []), "--import", "tsx", file];
}

function logLines(stream, name, log) {
  createInterface({ input: stream }).on("line", (line) => log(line, name));
}

/** Starts a Node child that prints with a prefix and ends when this process ends, however that happens. */
export function startChild({ name, args, env, root, log }) {
  const child = spawn(process.execPath, ["--import", watchdog, ...args], {
    cwd: root,
    env: { ...env, VEZNE_WATCHDOG_FD: "3" },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    detached: true, // a Ctrl-C reaches the launcher only, which drains in order
  });
  child.stdio[3].on("error", () => {});
  logLines(child.stdout, name, log);
  logLines(child.stderr, name, log);
  return child;
}

/** Ends what a dead child left behind: each child leads a process group of its own. */
export function sweepGroup(pid) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // nothing left
  }
}

/** Runs a child to its end; throws when it fails. */
export async function runToEnd(options) {
  const child = startChild(options);
  const end = () => child.kill("SIGTERM");
  options.signal?.addEventListener("abort", end, { once: true });
  const [code, signal] = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (...result) => resolve(result));
  });
  sweepGroup(child.pid);
  options.signal?.removeEventListener("abort", end);
  if (code !== 0) throw new Error(`${options.name} failed (${signal ?? `exit ${code}`})`);
}
