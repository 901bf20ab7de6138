import { spawn } from "node:child_process";
import { watchdog } from "./run-child.mjs";

/** Runs a test tool with its output on our terminal; resolves to its exit code. */
export function runVisibly({ root, args, env }) {
  const child = spawn(process.execPath, ["--import", watchdog, ...args], {
    cwd: root,
    env: { ...env, VEZNE_WATCHDOG_FD: "3" },
    stdio: ["ignore", "inherit", "inherit", "pipe"],
    detached: true,
  });
  child.stdio[3].on("error", () => {});
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
