import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const CODE = /PAYNET-[A-Z]\d+/g;

function codesIn(text: string): Set<string> {
  return new Set(text.match(CODE) ?? []);
}

function sandboxSource(): string {
  const files = readdirSync(join(root, "sandbox"), { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => file.endsWith(".ts"));
  return sources.map((file) => readFileSync(join(root, "sandbox", file), "utf8")).join("\n");
}

describe("assumptions about Paynet", () => {
  it("stand in docs/providers/unverified.md when the sandbox's code marks them, and the other way round", () => {
    const documented = codesIn(readFileSync(join(root, "docs/providers/unverified.md"), "utf8"));
    expect([...codesIn(sandboxSource())].sort()).toEqual([...documented].sort());
  });
});
