import { spawn } from "node:child_process";
import path from "node:path";

const tests = path.resolve(import.meta.dirname, "../../tests");

/** Runs a program that lives with the tests, which production code may not import, with our arguments and its exit code. */
export function runTestProgram(main: string): void {
  const args = ["--conditions=react-server", "--import", "tsx", path.join(tests, main), ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
}
