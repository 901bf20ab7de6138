import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";

/** The repository. */
export const root = path.resolve(import.meta.dirname, "../../..");

/** An empty folder that an unprivileged user may pass, or with 0700 that nobody else may enter. */
export function newFolder(mode = 0o711): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "vezne-launcher-"));
  chmodSync(folder, mode);
  return folder;
}

/** Runs one statement and returns its first row. */
export async function ask(connectionString: string, statement: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(statement)).rows[0] ?? {};
  } finally {
    await client.end();
  }
}

/** Another program on a port of this machine. */
export async function occupyPort(): Promise<{ port: number; free: () => void }> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { port: address.port, free: () => server.close() };
}

/** A process of its own that runs the module text and prints JSON as its first line. */
export async function runModule<T>(text: string): Promise<{ child: ChildProcess; said: T }> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", text], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) return { child, said: JSON.parse(line) };
  throw new Error("the process ended without a word");
}
