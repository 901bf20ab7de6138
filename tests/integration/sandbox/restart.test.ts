import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { speakTo } from "./sandbox-harness";

let dataDir: string;
let child: ChildProcess | null;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "vezne-sandbox-"));
  child = null;
});
afterEach(async () => {
  await kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

/** Starts the real process on a free port and answers its address once it says that it is ready. */
async function start(environment: Record<string, string> = {}): Promise<string> {
  const env = { ...process.env, SANDBOX_PORT: "0", SANDBOX_DATA_DIR: dataDir, ...environment };
  const started = spawn(process.execPath, ["--import", "tsx", "sandbox/main.ts"], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child = started;
  for await (const line of createInterface({ input: started.stdout })) {
    const url = /^sandbox ready (\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error("the sandbox did not become ready");
}

async function kill(signal: NodeJS.Signals): Promise<number | null> {
  const running = child;
  if (running === null || running.exitCode !== null || running.signalCode !== null) return running?.exitCode ?? null;
  const ended = new Promise<number | null>((resolve) => running.once("exit", (code) => resolve(code)));
  running.kill(signal);
  return ended;
}

describe("the sandbox process", () => {
  it("keeps links, payments, its clock and used sentinels over a kill -9", async () => {
    const first = speakTo(await start());
    const { id } = await first.createLink({ reference_no: "KEEP-1" });
    const { body } = await first.control("POST", `paylinks/${id}/pay`, {});
    await first.control("POST", "clock", { advance_seconds: 500 });
    const failing = { name_surname: "Ali", amount: 10.53, reference_no: "KEEP-2" };
    expect((await first.paynet("mailorder/create", failing)).status).toBe(500);
    await kill("SIGKILL");

    const second = speakTo(await start());
    expect((await second.paynet("mailorder/detail", { id })).body.xact_id).toBe(body.xact_id);
    expect((await second.paynet("transaction/check", { reference_no: "KEEP-1" })).body.Data[0].amount).toBe(120.5);
    expect((await second.control("GET", "state")).body.offset_seconds).toBe(500);
    expect((await second.paynet("mailorder/create", failing)).status).toBe(200);
  }, 30_000);

  it("ends by itself on SIGTERM, an open call included", async () => {
    const sandbox = speakTo(await start());
    const hanging = sandbox.paynet("mailorder/create", { name_surname: "Ali", amount: 10.52, reference_no: "OPEN" });
    const detail = async () => (await sandbox.paynet("mailorder/detail", { reference_no: "OPEN" })).status;
    const lost = expect(hanging).rejects.toThrow();
    await expect.poll(detail, { timeout: 10_000 }).toBe(200);
    expect(await kill("SIGTERM")).toBe(0);
    await lost;
  }, 30_000);

  it("stops with one clear line on an unusable setting", async () => {
    const env = { ...process.env, SANDBOX_PORT: "many", SANDBOX_DATA_DIR: dataDir };
    const broken = spawn(process.execPath, ["--import", "tsx", "sandbox/main.ts"], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    broken.stderr.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    const code = await new Promise((resolve) => broken.once("close", resolve));
    expect([code, text.trim().split("\n").length, text.includes("SANDBOX_PORT")]).toEqual([1, 1, true]);
  }, 30_000);

  it("refuses to start on a port that is taken", async () => {
    const occupant = createServer();
    await new Promise<void>((resolve) => occupant.listen(0, "127.0.0.1", resolve));
    const { port } = occupant.address() as AddressInfo;
    await expect(start({ SANDBOX_PORT: String(port) })).rejects.toThrow("did not become ready");
    occupant.close();
  }, 30_000);
});
