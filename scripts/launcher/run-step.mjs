import { runToEnd } from "./run-child.mjs";

/** Runs the commands of one step, keeps their output, and prints it only when the step fails. */
export async function runStep({ root, name, commands, env }) {
  const startedAt = performance.now();
  const lines = [];
  let isPassed = true;
  for (const args of commands) {
    const ended = runToEnd({ name, args, env, root, log: (line) => lines.push(line) });
    isPassed = await ended.then(
      () => true,
      (error) => lines.push(error.message) === 0,
    );
    if (!isPassed) break;
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${isPassed ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
  if (!isPassed) console.log(lines.join("\n"));
  return isPassed;
}
