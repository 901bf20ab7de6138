import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { runToEnd } from "./run-child.mjs";

const sources = ["app", "lib", "db", "public", "proxy.ts", "instrumentation.ts", "messages"];
const configs = ["package-lock.json", "package.json", "next.config.mjs", "postcss.config.mjs", "tsconfig.json"];

function* filesBelow(file) {
  if (!fs.existsSync(file)) return;
  if (!fs.statSync(file).isDirectory()) {
    yield file;
    return;
  }
  for (const name of fs.readdirSync(file).sort()) yield* filesBelow(path.join(file, name));
}

/** One digest over everything that goes into the build. */
export function sourceDigest(root) {
  const hash = createHash("sha256");
  for (const entry of [...sources, ...configs]) {
    for (const file of filesBelow(path.join(root, entry))) {
      hash.update(path.relative(root, file)).update("\0").update(fs.readFileSync(file)).update("\0");
    }
  }
  return hash.digest("hex");
}

/** Runs `next build` unless the sources are those of the last complete build. */
export async function buildWhenStale({ root, distDir, env, log, signal }) {
  const marker = path.join(root, distDir, ".vezne-build");
  const digest = sourceDigest(root);
  if (fs.existsSync(marker) && fs.readFileSync(marker, "utf8") === digest) return false;
  log("building (next build) ...");
  fs.rmSync(marker, { force: true });
  await runToEnd({
    name: "build",
    args: [path.join(root, "node_modules/next/dist/bin/next"), "build"],
    env: { ...env, NODE_ENV: "production", NEXT_DIST_DIR: distDir, NEXT_TELEMETRY_DISABLED: "1" },
    root,
    log,
    signal,
  });
  fs.writeFileSync(marker, digest);
  return true;
}
