/** The only source of time for decisions. Production reads the machine; the sandbox may shift it. */
export type Clock = { now(): Date };

let offsetMs = 0;

/** Moves this process's clock; only the sandbox control calls it (architecture decision 20). */
export function setClockOffset(milliseconds: number): void {
  offsetMs = milliseconds;
}

export const systemClock: Clock = { now: () => new Date(Date.now() + offsetMs) };

/** Unshifted milliseconds for measuring how long a thing took, never for deciding anything. */
export function monotonicMs(): number {
  return performance.now();
}

export function addHours(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * 3_600_000);
}
