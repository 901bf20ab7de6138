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
