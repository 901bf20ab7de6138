import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

const root = path.resolve(import.meta.dirname, "../..");

/** Servers that are measured run in processes of their own; all of them end with `close`. */
export function serverProcesses() {
  const children: ChildProcess[] = [];
  return {
    /** Starts a file that prints `listening <port>`; answers its address. */
    async start(file: string, extra: Record<string, string> = {}): Promise<string> {
      const args = ["--conditions=react-server", "--import", "tsx", file];
      const child = spawn(process.execPath, args, {
        cwd: root,
        env: { ...process.env, ...extra },
        stdio: ["ignore", "pipe", "inherit"],
      });
      children.push(child);
      for await (const line of createInterface({ input: child.stdout })) {
        if (line.startsWith("listening ")) return `http://127.0.0.1:${line.slice("listening ".length)}`;
      }
      throw new Error(`${file} ended before it listened`);
    },
    async close() {
      for (const child of children) {
        const ended = once(child, "exit");
        if (child.kill("SIGKILL")) await ended;
      }
    },
  };
}
