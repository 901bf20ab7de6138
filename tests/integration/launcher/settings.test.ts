import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { choosePort } from "../../../scripts/launcher/ports.mjs";
import { resolveSecrets } from "../../../scripts/launcher/secrets.mjs";
import { readSettings } from "../../../scripts/launcher/settings.mjs";
import { newFolder, occupyPort, root } from "./launcher-harness";

const undo: (() => unknown)[] = [];

afterEach(() => {
  for (const step of undo.splice(0).reverse()) step();
});

function temporaryFolder(): string {
  const folder = newFolder();
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the product's launcher with these settings and returns what it says when it gives up. */
function refusal(settings: Record<string, string>): { lines: string[]; status: number | null } {
  const env = { ...process.env, VEZNE_DATA_DIR: temporaryFolder(), ...settings };
  const result = spawnSync(process.execPath, [path.join(root, "scripts/launcher/main.mjs")], { env, encoding: "utf8" });
  return { lines: `${result.stdout}${result.stderr}`.trim().split("\n"), status: result.status };
}

describe("npm start stops with one clear line", () => {
  it("when a given port is taken", async () => {
    const other = await occupyPort();
    undo.push(other.free);
    const port = String(other.port);
    expect(refusal({ PORT: port })).toEqual({ lines: [`vezne: PORT=${port} is taken by another program`], status: 1 });
  });

  it("when a value is bad", () => {
    const { lines, status } = refusal({ PORT: "three thousand" });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^vezne: PORT /);
    expect(status).toBe(1);
  });

  it("when others can reach it and a secret is missing", () => {
    const { lines, status } = refusal({ APP_URL: "https://pay.example.com", KEK: "x".repeat(43) });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/AUTH_SECRET, CAPABILITY_KEYS must be set/);
    expect(status).toBe(1);
  });
});

describe("ports", () => {
  it("a default moves to the next free port, also away from a port of our own", async () => {
    const other = await occupyPort();
    undo.push(other.free);
    const taken = new Set([other.port + 1]);
    const port = await choosePort({ name: "PORT", given: undefined, preferred: other.port, taken });
    expect(port).toBeGreaterThan(other.port + 1);
  });
});

describe("secrets", () => {
  it("are made once, kept, and readable by their owner only", () => {
    const folder = temporaryFolder();
    const first = resolveSecrets({ folder, isLocal: true, source: {} });
    expect(resolveSecrets({ folder, isLocal: true, source: {} })).toEqual(first);
    expect(first.CAPABILITY_KEYS).toMatch(/^k1:[\w-]{43}$/);
    expect(first.AUTH_SECRET).toMatch(/^[\w-]{43}$/);
    expect(statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  });

  it("that are given win and are not written down", () => {
    const folder = temporaryFolder();
    expect(resolveSecrets({ folder, isLocal: true, source: { KEK: "given" } }).KEK).toBe("given");
    expect(readFileSync(path.join(folder, "secrets.json"), "utf8")).not.toContain("given");
  });
});

describe("settings", () => {
  it("an empty value is an unset one", () => {
    expect(readSettings({ PORT: "", WORKERS: "" })).toEqual({ WEB_PROCESSES: 1, WORKERS: 1 });
  });
});
