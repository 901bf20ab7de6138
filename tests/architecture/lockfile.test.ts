import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { completeLock } from "../../scripts/complete-lock.mjs";

const text = readFileSync(path.resolve(import.meta.dirname, "../../package-lock.json"), "utf8");

it("the lock is complete: npm ci accepts it on every platform", () => {
  expect(completeLock(JSON.parse(text)).added).toEqual([]);
});

it("the lock names no registry host", () => {
  expect(text).not.toContain('"resolved"');
});

it("a planted missing platform package is added with its os and cpu", () => {
  const owner = { version: "1.0.0", optionalDependencies: { "fast-darwin-arm64": "^1.0.0" } };
  const { lock, added } = completeLock({ lockfileVersion: 3, packages: { "": {}, "node_modules/fast": owner } });
  expect(added).toEqual(["fast-darwin-arm64@1.0.0"]);
  expect(lock.packages["node_modules/fast-darwin-arm64"]).toEqual({
    version: "1.0.0",
    cpu: ["arm64"],
    os: ["darwin"],
    optional: true,
  });
});
