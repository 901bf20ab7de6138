// npm test: everything, each part on its own database, ports and build folder.
import fs from "node:fs";
import path from "node:path";
import { runChecks } from "./check.mjs";
import { runPlaywright } from "./playwright-run.mjs";
import { openTestCluster } from "./test-cluster.mjs";
import { addCounts, printCounts } from "./test-counts.mjs";
import { buildForTests, startTestProduct } from "./test-product.mjs";
import { runVitest } from "./vitest-run.mjs";

const distDir = ".next-test";
const pure = ["unit", "architecture"];
const withDatabase = ["integration", "contract", "simulation", "lives"];
const suites = ["check", ...pure, ...withDatabase, "e2e", "chaos"];
const passed = { passed: 1, failed: 0, skipped: 0 };
const failedAs = (...names) => ({ passed: 0, failed: 1, skipped: 0, names });

async function runIntegration({ root, projects }) {
  const cluster = await openTestCluster({ log: (line) => console.log(`[migrate] ${line}`) });
  try {
    return await runVitest({ root, projects, env: { ...process.env, ...cluster.env } });
  } finally {
    await cluster.close();
  }
}

async function runBrowserTests({ root }) {
  if (!(await buildForTests({ root, distDir }))) return failedAs("next build");
  if (!fs.existsSync(path.join(root, "tests/e2e"))) return passed;
  // Tests that break the provider or move the clock for everybody have a product of their own: they mostly wait.
  const together = await openBrowserProduct({ root });
  const alone = await openBrowserProduct({ root });
  try {
    const counts = await Promise.all([
      runAgainst({ root, project: "together", ...together }),
      runAgainst({ root, project: "alone", ...alone }),
    ]);
    return addCounts(passed, ...counts);
  } finally {
    await Promise.all([together.close(), alone.close()]);
  }
}

/** A started product; on a given server with a database of its own, never the one that is named. */
async function openBrowserProduct({ root }) {
  const cluster = process.env.DATABASE_URL ? await openTestCluster() : undefined;
  const product = await startTestProduct({ root, distDir, extraEnv: cluster?.database });
  const close = async () => {
    await product.close();
    await cluster?.close();
  };
  return { product, extraEnv: cluster?.database, close };
}

async function runAgainst({ root, project, product, extraEnv }) {
  const env = { ...process.env, ...extraEnv, ...product.env };
  const counts = await runPlaywright({ root, project, env });
  if (counts.failed > 0) console.log(`last lines of the product (${project}):\n${product.lastLines()}`);
  const untold = product.missingTexts();
  return untold.length > 0 ? addCounts(counts, failedAs(...untold)) : counts;
}

/** Processes are found through /proc, and the database is one that may be stopped: our own. */
async function runChaos({ root }) {
  if (process.platform !== "linux") return { passed: 0, failed: 0, skipped: 1 };
  if (!(await buildForTests({ root, distDir }))) return failedAs("next build");
  return runVitest({ root, projects: ["chaos"], env: process.env });
}

/** A part that throws is one failed test; the others still run. */
async function guarded(name, work) {
  const startedAt = performance.now();
  console.log(`\n== ${name}`);
  try {
    return await work();
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    return failedAs(`${name}: ${error.message}`);
  } finally {
    console.log(`== ${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }
}

/** Runs the suites named on the command line, all of them without names. */
export async function run({ root, args }) {
  const unknown = args.filter((name) => !suites.includes(name));
  if (unknown.length > 0) throw new Error(`no suite ${unknown.join(", ")}; there are ${suites.join(" ")}`);
  const isWanted = (name) => args.length === 0 || args.includes(name);
  const counts = [];
  if (isWanted("check")) counts.push(await guarded("check", () => runChecks({ root })));
  const pureProjects = pure.filter(isWanted);
  if (pureProjects.length > 0) {
    const work = () => runVitest({ root, projects: pureProjects, env: process.env });
    counts.push(await guarded(pureProjects.join(", "), work));
  }
  const projects = withDatabase.filter(isWanted);
  if (projects.length > 0) counts.push(await guarded(projects.join(", "), () => runIntegration({ root, projects })));
  if (isWanted("e2e")) counts.push(await guarded("build, browser", () => runBrowserTests({ root })));
  if (isWanted("chaos")) counts.push(await guarded("build, races and kills", () => runChaos({ root })));
  return printCounts(addCounts(...counts));
}
