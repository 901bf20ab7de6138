/** The only source of time for decisions. Production reads the machine; the sandbox may shift it. */
export type Clock = { now(): Date };

// One offset a process: a bundler may load this module more than once, and each copy must tell the same time.
const OFFSET = Symbol.for("vezne.clock.offset");
const shared = globalThis as typeof globalThis & { [OFFSET]?: number };

/** Moves this process's clock; only the sandbox control calls it (architecture decision 20). */
export function setClockOffset(milliseconds: number): void {
  shared[OFFSET] = milliseconds;
}

export const systemClock: Clock = { now: () => new Date(Date.now() + (shared[OFFSET] ?? 0)) };

/** Unshifted milliseconds for measuring how long a thing took, never for deciding anything. */
export function monotonicMs(): number {
  return performance.now();
}

export function addHours(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * 3_600_000);
}
