import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { findBrowser } from "./browser.mjs";
import { runVisibly } from "./run-visibly.mjs";

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
  const stats = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")).stats : undefined;
  fs.rmSync(folder, { recursive: true, force: true });
  const counts = stats
    ? { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
    : { passed: 0, failed: 0, skipped: 0 };
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}
