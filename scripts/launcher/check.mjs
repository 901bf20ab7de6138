// npm run check: everything that needs no database.
import { checkSteps } from "./check-steps.mjs";
import { runStep } from "./run-step.mjs";
import { addCounts, printCounts } from "./test-counts.mjs";
import { runVitest } from "./vitest-run.mjs";

const distDir = ".next-test";

/** Runs the static checks, two at a time, and counts each as one test. */
export async function runChecks({ root }) {
  const env = { ...process.env, NEXT_DIST_DIR: distDir, NEXT_TELEMETRY_DISABLED: "1", FORCE_COLOR: "0" };
  const [biome, tsc, ...others] = checkSteps(root, distDir);
  const run = async (step) => ({ name: step.name, isPassed: await runStep({ root, env, ...step }) });
  // tsc is the longest: the rest runs beside it.
  const beside = async () => {
    const results = [];
    for (const step of [biome, ...others]) results.push(await run(step));
    return results;
  };
  const results = (await Promise.all([run(tsc), beside()])).flat();
  const failed = results.filter(({ isPassed }) => !isPassed);
  return {
    passed: results.length - failed.length,
    failed: failed.length,
    skipped: 0,
    names: failed.map(({ name }) => `check: ${name}`),
  };
}

/** The whole of `npm run check`. */
export async function run({ root }) {
  const checks = await runChecks({ root });
  const tests = await runVitest({ root, projects: ["unit", "architecture"], env: process.env });
  return printCounts(addCounts(checks, tests));
}
