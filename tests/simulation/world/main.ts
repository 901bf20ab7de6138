import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { openTestCluster } from "../../../scripts/launcher/test-cluster.mjs";
import { Coverage } from "./coverage";
import { EXPECTED } from "./expected";
import { type Asked, askedFor, groupsOf, tellFailure } from "./groups";
import type { GroupReport } from "./run-group";

/** From so many histories on everything that may happen has to happen. */
const MANY = 1_000;

async function ask(child: ChildProcess, seeds: number[]): Promise<GroupReport> {
  const heard = new AbortController();
  child.send(seeds);
  try {
    const [answer] = await Promise.race([
      once(child, "message", heard),
      once(child, "exit", heard).then(([code]) => {
        throw new Error(`a process ended with ${code}; its seeds: --seeds ${seeds.length} --seed ${seeds[0]}`);
      }),
    ]);
    return answer as GroupReport;
  } finally {
    heard.abort();
  }
}

async function run({ seeds, first, processes }: Asked): Promise<boolean> {
  // A cluster of its own whatever runs beside: histories are written there by the hundred and dropped again.
  for (const name of ["DATABASE_URL", "DATABASE_ADMIN_URL"]) Reflect.deleteProperty(process.env, name);
  const cluster = await openTestCluster();
  const queue = groupsOf(first, seeds);
  const total = new Coverage();
  const failed: number[] = [];
  const started = performance.now();
  let done = 0;
  const lane = async () => {
    const child = fork(path.join(import.meta.dirname, "group-process.ts"), { env: { ...process.env, ...cluster.env } });
    for (let group = queue.shift(); group; group = queue.shift()) {
      const { failures, coverage } = await ask(child, group);
      total.add(coverage);
      done += group.length;
      failed.push(...failures.map(({ seed }) => seed));
      for (const failure of failures) process.stdout.write(tellFailure(failure));
      const rate = done / ((performance.now() - started) / 1_000);
      process.stdout.write(`${done} of ${seeds} seeds, ${rate.toFixed(2)} a second, ${new Set(failed).size} failed\n`);
    }
    child.disconnect();
  };
  try {
    await Promise.all(Array.from({ length: Math.min(processes, queue.length) }, lane));
  } finally {
    await cluster.close();
  }
  process.stdout.write(`${JSON.stringify(Object.fromEntries(Object.entries(total.counts).sort()), null, 1)}\n`);
  const missing = seeds >= MANY ? total.missing(EXPECTED) : [];
  for (const name of missing) process.stdout.write(`never happened: ${name}\n`);
  return failed.length === 0 && missing.length === 0;
}

const asked = askedFor(process.argv.slice(2));
if (typeof asked === "string") {
  console.error(asked);
  process.exit(2);
}
process.exit((await run(asked)) ? 0 : 1);
