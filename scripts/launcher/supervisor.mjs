import { setTimeout as delay } from "node:timers/promises";
import { startChild, sweepGroup } from "./run-child.mjs";

const firstBackoffMs = 100;
const longestBackoffMs = 2000;
const steadyMs = 10_000;
const drainMs = 22_000; // scripts/web.ts drains for up to 20 s
const failuresBeforeGivingUp = 4;

/** Keeps children running until `stopAll()`. Before `settled()` repeated failure calls `onGiveUp`. */
export function createSupervisor({ root, log, onGiveUp }) {
  const kept = [];
  let isSettled = false;
  let isStopping = false;

  async function keep(entry) {
    let backoff = firstBackoffMs;
    let failures = 0;
    while (!isStopping) {
      const startedAt = performance.now();
      entry.child = startChild({ ...entry.options, root, log });
      const reason = await new Promise((resolve) => {
        entry.child.on("error", (error) => resolve(error.message));
        entry.child.on("exit", (code, signal) => resolve(signal ?? `exit ${code}`));
      });
      sweepGroup(entry.child.pid);
      entry.child = undefined;
      if (isStopping) return;
      failures++;
      if (!isSettled && failures >= failuresBeforeGivingUp) return onGiveUp(`${entry.options.name} does not start`);
      if (performance.now() - startedAt > steadyMs) backoff = firstBackoffMs;
      log(`${entry.options.name} ended (${reason}), starting it again in ${backoff} ms`);
      await delay(backoff);
      backoff = Math.min(backoff * 2, longestBackoffMs);
    }
  }

  async function stop(entry) {
    const { child } = entry;
    if (!child) return;
    const closed = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), drainMs);
    await closed;
    clearTimeout(timer);
  }

  return {
    /** Starts a child and keeps it: `{ name, role, args, env }`. */
    add(options) {
      const entry = { options, child: undefined };
      kept.push(entry);
      keep(entry);
    },
    /** From now on a child that fails is restarted for ever. */
    settled() {
      isSettled = true;
    },
    /** Drains role after role. */
    async stopAll(roles) {
      isStopping = true;
      for (const role of roles) await Promise.all(kept.filter(({ options }) => options.role === role).map(stop));
    },
  };
}
