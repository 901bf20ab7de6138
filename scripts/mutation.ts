import { spawn } from "node:child_process";
import path from "node:path";

// The mutation score lives with the tests, which production code may not import: it runs as a program of its own.
const main = path.resolve(import.meta.dirname, "../tests/mutation/main.ts");
const child = spawn(
  process.execPath,
  ["--conditions=react-server", "--import", "tsx", main, ...process.argv.slice(2)],
  { stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
