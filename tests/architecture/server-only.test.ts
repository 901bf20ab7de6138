import { expect, it } from "vitest";
import { type SourceFile, sourceFiles } from "../support/source-files";

const importLine = /^import "server-only";$/m;
const bySuffix = /(repository|queries|\.system)\.ts$/;
const adapterFile = /^lib\/providers\/[^/]+\/(adapter|client)\.ts$/;
// A use case is a slice's file that is named by a verb and built with defineUseCase.
const useCase = /\bdefineUseCase\s*\(/;
const useCaseFactory = "lib/runtime/use-case.ts";

function unguarded(files: SourceFile[]): string[] {
  return files
    .filter(({ path, text }) => {
      const isServer = bySuffix.test(path) || adapterFile.test(path) || (useCase.test(text) && path !== useCaseFactory);
      return isServer && !importLine.test(text);
    })
    .map(({ path }) => path);
}

it("repositories, queries, use cases and adapters cannot reach a browser", () => {
  expect(unguarded(sourceFiles(["lib"], /\.ts$/))).toEqual([]);
});

it.each([
  ["lib/payments/repository.ts", "export const a = 1;"],
  ["lib/payments/timeline.queries.ts", "export const a = 1;"],
  ["lib/providers/paynet/adapter.ts", "export const a = 1;"],
  ["lib/payments/refund-payment.ts", "export const refundPayment = defineUseCase({});"],
])("reports a planted %s without the import", (path, text) => {
  expect(unguarded([{ path, text }])).toEqual([path]);
  expect(unguarded([{ path, text: `import "server-only";\n${text}` }])).toEqual([]);
});
