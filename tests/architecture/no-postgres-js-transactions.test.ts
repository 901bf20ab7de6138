import { expect, it } from "vitest";
import { linesMatching, type SourceFile, sourceFiles } from "../support/source-files";

// A postgres.js transaction whose backend died goes on writing on another connection: only `pg` may begin one.
const tenancyFile = "db/tenancy.ts";
const forbidden =
  /\b(\w*(db|sql|database|tx)|statements\([^)]*\))\.(begin|beginUnsafe|savepoint|transaction|reserve)\s*\(/i;

function transactions(files: SourceFile[]): string[] {
  return files.filter((file) => file.path !== tenancyFile).flatMap((file) => linesMatching(file, forbidden));
}

it("transactions begin in db/tenancy.ts and nowhere else", () => {
  expect(transactions(sourceFiles(["app", "lib", "db", "scripts"], /\.(ts|tsx)$/))).toEqual([]);
});

it.each([
  "await sql.begin(async (tx) => {",
  "await db.transaction(async (tx) => {",
  "const one = await sql.reserve();",
])("reports a planted %s", (line) => {
  expect(transactions([{ path: "lib/payments/planted.ts", text: line }])).toEqual(["lib/payments/planted.ts:1"]);
});

it("accepts the one place that owns transactions", () => {
  expect(transactions([{ path: tenancyFile, text: "await database.transaction(work);" }])).toEqual([]);
});
