import { expect, it } from "vitest";
import { isInRepository, rootPages, type SourceFile, sourceFiles } from "../support/source-files";

const roots = "app|lib|db|sandbox|scripts|tests|docs|public|\\.ci";
const citation = new RegExp(`[\`(]((?:${roots})/[^\\s\`#:]+?)(?:[#:][^\\s\`]*)?[\`)]`, "g");
const isPattern = (path: string) => /[*{<…]/.test(path);

/** Repository paths that a page cites in back-quotes or as a link; patterns and placeholders are left out. */
function citedPaths({ text }: SourceFile): string[] {
  return [...text.matchAll(citation)].map((match) => match[1] ?? "").filter((path) => path && !isPattern(path));
}

function missing(files: SourceFile[]): string[] {
  return files.flatMap((file) =>
    citedPaths(file)
      .filter((path) => !isInRepository(path.replace(/\/$/, "")))
      .map((path) => `${file.path} cites ${path}`),
  );
}

it("every path a page cites is there", () => {
  expect(missing(sourceFiles(["docs"], /\.md$/))).toEqual([]);
  expect(missing(rootPages())).toEqual([]);
});

it("reports a planted citation of a file that is gone", () => {
  const page = { path: "docs/planted.md", text: "see `lib/gone/away.ts` and `tests/architecture/docs.test.ts:3`" };
  expect(missing([page])).toEqual(["docs/planted.md cites lib/gone/away.ts"]);
});

/** Rows of the promise tables that name no test. */
function unproven({ path, text }: SourceFile): string[] {
  const rows = text.split("\n").filter((line) => /^\| (\d+ \|)?/.test(line) && !/^\|\s*(#|promise|-)/.test(line));
  return rows
    .filter((row) => !/`tests\/[^`]+\.(test|spec)\.ts`/.test(row))
    .map((row) => `${path}: ${row.slice(0, 60)}`);
}

it("every promise and every danger names the test that fails when it is false", () => {
  const pages = [
    ...sourceFiles(["docs"], /money-safety\.md$/),
    ...rootPages().filter(({ path }) => path === "README.md"),
  ];
  expect(pages).toHaveLength(2);
  expect(pages.flatMap(unproven)).toEqual([]);
});

it("reports a planted promise without a test", () => {
  const page = { path: "docs/planted.md", text: "| promise | test |\n|---|---|\n| nothing is ever lost | trust us |" };
  expect(unproven(page)).toEqual(["docs/planted.md: | nothing is ever lost | trust us |"]);
});
