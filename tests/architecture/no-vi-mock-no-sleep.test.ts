import { expect, it } from "vitest";
import { linesMatching, type SourceFile, sourceFiles } from "../support/source-files";

const self = "tests/architecture/no-vi-mock-no-sleep.test.ts";
// Fakes are values that are passed in; waiting is polling with a deadline.
const mocks = /\bvi\.(mock|doMock|hoisted)\s*\(/;
const sleeps = /\b(sleep|waitForTimeout|delay)\s*\(\s*[\d_]+\s*\)|setTimeout\(\s*(resolve|r|done)\b/;
const inPollingHelper = /tests\/support\/[a-z-]*(poll|eventually|until)[a-z-]*\.ts$/;

function offences(files: SourceFile[]): string[] {
  return files
    .filter((file) => file.path !== self)
    .flatMap((file) => [
      ...linesMatching(file, mocks),
      ...(inPollingHelper.test(file.path) ? [] : linesMatching(file, sleeps)),
    ]);
}

it("no test replaces a module or sleeps", () => {
  expect(offences(sourceFiles(["tests"], /\.(ts|tsx)$/))).toEqual([]);
});

it.each([
  'vi.mock("@/db/client");',
  "await sleep(500);",
  "await page.waitForTimeout(1_000);",
  "setTimeout(resolve, 300);",
])("reports a planted %s", (line) => {
  expect(offences([{ path: "tests/unit/planted.test.ts", text: line }])).toEqual(["tests/unit/planted.test.ts:1"]);
});
