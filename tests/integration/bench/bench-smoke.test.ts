import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");
const run = promisify(execFile);

it("npm run bench measures every row beside its floor and writes what it found", async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "vezne-bench-smoke-"));
  const file = path.join(folder, "latest.json");
  const args = [
    "--conditions=react-server",
    "--import",
    "tsx",
    "tests/bench/main.ts",
    "--smoke",
    "--large",
    `--out=${file}`,
  ];
  const { stdout } = await run(process.execPath, args, { cwd: root });
  const { rows } = JSON.parse(fs.readFileSync(file, "utf8")) as {
    rows: { name: string; ratio: number | null; bar: string | null; met: boolean | null }[];
  };
  fs.rmSync(folder, { recursive: true });
  const isLarge = (name: string) => name.startsWith("large");
  const barred = rows.filter(({ bar, name }) => bar !== null && !isLarge(name));
  expect(barred.map(({ name }) => name)).toEqual([
    "ingest, one statement a request",
    "ingest, group commit",
    "ingest p99, group commit",
    "capture, from the application",
    "refund reserved, from the application",
    "release, from the application",
  ]);
  for (const { name, ratio, met } of barred) {
    expect([name, Number.isFinite(ratio), typeof met]).toEqual([name, true, "boolean"]);
    expect(stdout).toContain(name);
  }
  const large = rows.filter(({ name, bar }) => isLarge(name) && bar !== null);
  expect(large.length).toBeGreaterThan(40);
  for (const { name, met } of large) expect([name, typeof met]).toEqual([name, "boolean"]);
  // Each question beside the same at the small shop, with the indexes behind it, and what has a bar of its own.
  expect(large.filter(({ ratio }) => ratio === null).map(({ name }) => name)).toEqual([
    "large comparison: sales of the day on both sides",
    "large export: memory of its second half above its first",
    "large: rows read from end to end",
  ]);
  // A comparison that fails, or sees nothing, would be quick.
  expect(large.find(({ name }) => name.startsWith("large comparison"))?.met).toBe(true);
  const names = rows.map(({ name }) => name);
  expect(names).toContain("event received until told to browsers");
  for (const provider of ["paynet", "paywall"]) {
    const own = rows.filter(({ name }) => name.includes(` at ${provider}`));
    expect(own).toHaveLength(3);
    expect(own.filter(({ ratio }) => ratio !== null && ratio > 1)).toHaveLength(2);
  }
}, 300_000);
