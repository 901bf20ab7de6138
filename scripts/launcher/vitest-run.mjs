import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { inOneLine } from "./in-one-line.mjs";
import { runVisibly } from "./run-visibly.mjs";

function countVitest(root, report) {
  // A file that cannot be loaded has no test of its own that failed: it counts as one.
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  const failedTests = report.testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => `${path.relative(root, file.name)} > ${test.fullName}: ${inOneLine(test.failureMessages?.[0])}`),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    names: [...failedTests, ...broken.map((file) => path.relative(root, file.name))],
  };
}

/** Runs vitest projects and counts their tests. */
export async function runVitest({ root, projects, env }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "vezne-vitest-"));
  const file = path.join(folder, "report.json");
  const args = [path.join(root, "node_modules/vitest/vitest.mjs"), "run", "--config", "tests/vitest.config.ts"];
  for (const project of projects) args.push("--project", project);
  args.push("--reporter=default", "--reporter=json", `--outputFile.json=${file}`);
  const code = await runVisibly({ root, args, env });
  const counts = fs.existsSync(file)
    ? countVitest(root, JSON.parse(fs.readFileSync(file, "utf8")))
    : { passed: 0, failed: 1, skipped: 0 };
  fs.rmSync(folder, { recursive: true, force: true });
  if (code !== 0 && counts.failed === 0) {
    return { ...counts, failed: 1, names: [`${projects.join(", ")}: an error outside of every test, see above`] };
  }
  return counts;
}
