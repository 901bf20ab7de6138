import path from "node:path";
import { expect, it } from "vitest";
import { sourceFiles } from "../support/source-files";

const mostFiles = 12;
// The launcher is one small verb a file and has no nouns to split by; migrations are generated, in the order they were made.
const exempt = ["scripts/launcher", "db/migrations"];

function crowdedFolders(files: string[]): string[] {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(path.dirname(file), (counts.get(path.dirname(file)) ?? 0) + 1);
  return [...counts]
    .filter(([folder, count]) => count > mostFiles && !exempt.includes(folder))
    .map(([folder, count]) => `${folder}: ${count}`);
}

it("a folder holds at most 12 files", () => {
  const folders = ["app", "lib", "db", "sandbox", "scripts", "tests"];
  expect(crowdedFolders(sourceFiles(folders, /\.(ts|tsx|mjs|css|sql)$/).map((file) => file.path))).toEqual([]);
});

it("reports a planted crowded folder", () => {
  const files = Array.from({ length: 13 }, (_, n) => `lib/payments/file-${n}.ts`);
  expect(crowdedFolders(files)).toEqual(["lib/payments: 13"]);
  expect(crowdedFolders(files.slice(1))).toEqual([]);
});
