// Finds the Node that the product runs on. Node built-ins only: the first stage imports this file.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const binary = process.platform === "win32" ? "node.exe" : "node";

function runs(node) {
  return spawnSync(node, ["--version"], { stdio: "ignore" }).status === 0;
}

/** Puts the platform's binary where the npm package `node` keeps it, as its install script would have done. */
export function materialisePinnedNode(root) {
  const target = path.join(root, "node_modules/node/bin", binary);
  const source = ["node", "node-bin"]
    .map((prefix) => path.join(root, `node_modules/${prefix}-${process.platform}-${process.arch}/bin`, binary))
    .find((file) => fs.existsSync(file));
  if (!source || !fs.existsSync(path.join(root, "node_modules/node"))) return;
  if (!fs.existsSync(target)) link(source, target);
  // npm scripts find node_modules/.bin first: they run under the pinned Node as well.
  const command = path.join(root, "node_modules/.bin", binary);
  if (!fs.existsSync(command)) link(target, command);
}

function link(source, target) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.rmSync(target, { force: true });
  fs.symlinkSync(path.relative(path.dirname(target), source), target);
}

/** The pinned Node, else a running Node that can strip types (22.18), else an error with one clear line. */
export function findNode(root) {
  const pinned = path.join(root, "node_modules/node/bin", binary);
  if (fs.existsSync(pinned) && runs(pinned)) return pinned;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  throw new Error(
    `the pinned Node (node_modules/node) is not there for ${process.platform}-${process.arch} and this is Node ${process.versions.node}; install Node 22.18 or newer`,
  );
}
