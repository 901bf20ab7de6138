import { expect, it } from "vitest";
import { linesMatching, type SourceFile, sourceFiles } from "../support/source-files";

const clockFile = "lib/kernel/clock.ts";
// Readiness compares this machine's clock with the database's: it decides nothing about money.
const comparesClocks = "lib/health/readiness.system.ts";
// Reading the machine's clock or its dice: no decision of ours may depend on either.
const forbidden = /\bDate\.now\s*\(|\bnew Date\(\s*\)|\bMath\.random\s*\(/;

function clockReads(files: SourceFile[]): string[] {
  return files
    .filter((file) => file.path !== clockFile && file.path !== comparesClocks)
    .flatMap((file) => linesMatching(file, forbidden));
}

it("only the injected clock knows the time", () => {
  expect(clockReads(sourceFiles(["lib"], /\.tsx?$/))).toEqual([]);
});

it.each(["const now = Date.now();", "const now = new Date();", "const dice = Math.random() * 6;"])(
  "reports a planted %s",
  (line) => {
    expect(clockReads([{ path: "lib/payments/planted.ts", text: `const a = 1;\n${line}\n` }])).toEqual([
      "lib/payments/planted.ts:2",
    ]);
  },
);

it("accepts the clock itself and a date made from a value", () => {
  const files = [
    { path: clockFile, text: "export const now = () => Date.now();" },
    { path: "lib/payments/planted.ts", text: "const at = new Date(row.createdAt);" },
  ];
  expect(clockReads(files)).toEqual([]);
});
