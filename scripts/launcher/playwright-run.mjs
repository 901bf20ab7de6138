import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { findBrowser } from "./browser.mjs";
import { inOneLine } from "./in-one-line.mjs";
import { runVisibly } from "./run-visibly.mjs";

/** Each test that did not pass at once, with the file it stands in and what it said. */
function* failedIn(suites) {
  for (const suite of suites) {
    for (const { title, ok, file, line, tests } of suite.specs ?? []) {
      const results = tests.flatMap((test) => test.results);
      if (ok && results.every((result) => result.status !== "failed")) continue;
      const said = results.find((result) => result.error)?.error.message ?? "";
      yield `${file}:${line} > ${title}: ${inOneLine(said)}`;
    }
    yield* failedIn(suite.suites ?? []);
  }
}

function countPlaywright({ stats, suites }) {
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed, skipped: stats.skipped, names: failed > 0 ? [...failedIn(suites)] : [] };
}

/** Runs one project of the browser tests against a started product and counts them; a flaky test counts as failed. */
export async function runPlaywright({ root, project, env }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "vezne-playwright-"));
  const file = path.join(folder, "report.json");
  const browser = await findBrowser(root);
  console.log(`browser: ${browser.executablePath}`);
  const cli = path.join(root, "node_modules/@playwright/test/cli.js");
  const code = await runVisibly({
    root,
    args: [cli, "test", "--config", "tests/playwright.config.ts", "--reporter=line,json", `--project=${project}`],
    env: {
      ...env,
      ...browser.env,
      PLAYWRIGHT_CHROMIUM: browser.executablePath,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
      VEZNE_TEST_RESULTS: path.join("..", "test-results", project),
    },
  });
  const report = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : undefined;
  fs.rmSync(folder, { recursive: true, force: true });
  const counts = report ? countPlaywright(report) : { passed: 0, failed: 0, skipped: 0, names: [] };
  if (code !== 0 && counts.failed === 0)
    return { ...counts, failed: 1, names: [`the browser tests (${project}) broke off`] };
  return counts;
}
