import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll } from "vitest";
import type { ServerPatience } from "@/scripts/web-server";

const root = path.resolve(import.meta.dirname, "../../../..");

/** Starts sinks in processes of their own, as `npm run web` would; they end with the suite. Call after useProduct. */
export function useSinkProcesses() {
  const children: ChildProcess[] = [];
  afterAll(async () => {
    for (const child of children) {
      const ended = once(child, "exit");
      if (child.kill("SIGKILL")) await ended;
    }
  });
  return {
    /** Answers the address it listens on. */
    async start(patience?: ServerPatience, extra: Record<string, string> = {}): Promise<string> {
      const args = ["--conditions=react-server", "--import", "tsx", path.join(import.meta.dirname, "sink-process.ts")];
      const child = spawn(process.execPath, args, {
        cwd: root,
        env: { ...process.env, ...extra, ...(patience ? { SINK_PATIENCE: JSON.stringify(patience) } : {}) },
        stdio: ["ignore", "pipe", "inherit"],
      });
      children.push(child);
      for await (const line of createInterface({ input: child.stdout })) {
        if (line.startsWith("listening ")) return `http://127.0.0.1:${line.slice("listening ".length)}`;
      }
      throw new Error("the sink process ended before it listened");
    },
  };
}
