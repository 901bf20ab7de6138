import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const CODE = /(?:PAYNET|PAYWALL)-[A-Z]\d+/g;

function codesIn(text: string): Set<string> {
  return new Set(text.match(CODE) ?? []);
}

/** The sandbox, and Paywall's adapter, which carries assumptions that only a reader makes. */
function markedSource(): string {
  return ["sandbox", "lib/providers/paywall"]
    .flatMap((folder) => {
      const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
      return files.filter((file) => file.endsWith(".ts")).map((file) => readFileSync(join(root, folder, file), "utf8"));
    })
    .join("\n");
}

describe("assumptions about the providers", () => {
  it("stand in docs/providers/unverified.md when the code marks them, and the other way round", () => {
    const documented = codesIn(readFileSync(join(root, "docs/providers/unverified.md"), "utf8"));
    expect([...codesIn(markedSource())].sort()).toEqual([...documented].sort());
  });
});
