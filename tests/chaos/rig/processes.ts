import { readdirSync, readFileSync } from "node:fs";

export type Role = "web" | "worker";

/** Clock ticks a second in /proc; 100 on every Linux that npm's Postgres runs on. */
const TICKS = 100;

const SCRIPT: Record<Role, string> = { web: "scripts/web.ts", worker: "scripts/worker.ts" };

function fileOf(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}

/** Seconds since the process started; 0 when it is gone. */
export function ageOf(pid: number): number {
  const [uptime] = readFileSync("/proc/uptime", "utf8").split(" ").map(Number);
  const fields = fileOf(String(pid), "stat").split(") ")[1]?.split(" ");
  const started = Number(fields?.[19] ?? Number.NaN) / TICKS;
  return Number.isNaN(started) ? 0 : (uptime ?? 0) - started;
}

/** The running processes of one role of the product whose data lies in this folder, in random order. Linux only. */
export function processesOf(role: Role, dataFolder: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) =>
      fileOf(pid, "cmdline")
        .split("\0")
        .some((part) => part.endsWith(SCRIPT[role])),
    )
    .filter((pid) => fileOf(pid, "environ").split("\0").includes(`VEZNE_DATA_DIR=${dataFolder}`))
    .map(Number)
    .sort(() => Math.random() - 0.5);
}
