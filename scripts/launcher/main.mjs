// Second stage: runs under the pinned Node with all packages in place.
import path from "node:path";
import { loadEnvFile } from "./settings.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const [flag = "", ...rest] = process.argv.slice(2);
const verbs = { "--test": "./test-run.mjs", "--check": "./check.mjs", "--run": "./run-part.mjs" };

process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

try {
  if (flag in verbs) {
    const { run } = await import(verbs[flag]);
    process.exitCode = await run({ root, args: rest });
  } else {
    loadEnvFile(root);
    const { runProduct } = await import("./product.mjs");
    await runProduct({ root, isDev: flag === "--dev" });
  }
} catch (error) {
  console.error(`vezne: ${error.message}`);
  process.exit(1);
}
