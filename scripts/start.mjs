// First stage of every npm script: plain JavaScript without dependencies, so that it runs on a fresh clone.
// It completes node_modules and hands over to launcher/main.mjs under the pinned Node.
import { spawn } from "node:child_process";
import path from "node:path";
import { ensureInstalled } from "./launcher/install.mjs";
import { watchParents } from "./launcher/parent-watch.mjs";
import { findNode } from "./launcher/pinned-node.mjs";

const root = path.resolve(import.meta.dirname, "..");

function fail(message) {
  console.error(`vezne: ${message}`);
  process.exit(1);
}

/** Runs the second stage and ends with its exit code; the pipe on fd 3 tells it when this process is gone. */
function handOver(node, args) {
  const child = spawn(node, [path.join(root, "scripts/launcher/main.mjs"), ...args], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "pipe"],
    env: { ...process.env, VEZNE_WATCHDOG_FD: "3" },
  });
  const stop = (signal) => child.kill(signal);
  process.on("SIGINT", () => stop("SIGINT"));
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGHUP", () => stop("SIGTERM"));
  watchParents(() => stop("SIGTERM"));
  child.on("error", (error) => fail(error.message));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Node 20.19 or newer is needed, this is ${process.versions.node}`);

process.stdout.on("error", () => {}); // a closed terminal must not stop the shutdown half way
process.stderr.on("error", () => {});

try {
  await ensureInstalled(root);
  handOver(findNode(root), process.argv.slice(2));
} catch (error) {
  fail(error.message);
}
