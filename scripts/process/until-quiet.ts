import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";

const LOOK_MS = 200;
const BUSY_SHARE = 0.5;
const LOOKS_IN_A_ROW = 2;

/** Until this process's event loop has time again, at most `patienceMs`: what it still loads would hold up requests. */
export async function untilQuiet(patienceMs: number): Promise<void> {
  const end = performance.now() + patienceMs;
  let quiet = 0;
  while (quiet < LOOKS_IN_A_ROW && performance.now() < end) {
    const before = performance.eventLoopUtilization();
    await setTimeout(LOOK_MS);
    quiet = performance.eventLoopUtilization(before).utilization < BUSY_SHARE ? quiet + 1 : 0;
  }
}
