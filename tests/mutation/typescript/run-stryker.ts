import fs from "node:fs";
import path from "node:path";
import { Stryker } from "@stryker-mutator/core";

/** What became of one mutant of a TypeScript file; statuses as Stryker says them. */
export type TypescriptMutant = {
  file: string;
  line: number;
  operator: string;
  before: string;
  after: string;
  status: string;
};

const root = path.resolve(import.meta.dirname, "../../..");

type Place = { start: { line: number; column: number }; end: { line: number; column: number } };

/** What stood in the file at this place; Stryker counts lines and columns from 1. */
function standingAt(file: string, { start, end }: Place): string {
  const lines = fs
    .readFileSync(file, "utf8")
    .split("\n")
    .slice(start.line - 1, end.line);
  const last = lines.length - 1;
  const cut = lines.with(last, lines[last]?.slice(0, end.column - 1) ?? "");
  return cut.with(0, cut[0]?.slice(start.column - 1) ?? "").join(" ");
}

/**
 * Mutates these files in Stryker's own copy of the tree and runs, for each mutant, the tests of tests/mutation.config.ts
 * that cover it. Everything it writes goes to `folder`.
 */
export async function runStryker(files: readonly string[], folder: string): Promise<TypescriptMutant[]> {
  const stryker = new Stryker({
    mutate: [...files],
    testRunner: "vitest",
    plugins: [import.meta.resolve("@stryker-mutator/vitest-runner")],
    vitest: { configFile: "tests/mutation.config.ts", related: false },
    coverageAnalysis: "perTest",
    concurrency: 2,
    reporters: ["json"],
    jsonReporter: { fileName: path.join(folder, "typescript.json") },
    tempDirName: path.join(folder, "stryker"),
    ignorePatterns: [".data", ".next*", ".ci", "test-results", "tests/bench/results"],
    allowConsoleColors: false,
  });
  const results = await stryker.runMutationTest();
  return results.map((mutant) => ({
    file: path.relative(root, mutant.fileName),
    line: mutant.location.start.line,
    operator: mutant.mutatorName,
    before: standingAt(path.resolve(root, mutant.fileName), mutant.location),
    after: mutant.replacement ?? "",
    status: mutant.status,
  }));
}
