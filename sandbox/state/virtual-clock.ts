import type { Truth } from "./truth";

/** The provider's own clock. Scripts move it through the control API; it never runs backwards. */
export interface VirtualClock {
  /** Milliseconds since the epoch, offset included. */
  now(): number;
  offsetSeconds(): number;
  advance(seconds: number): void;
}

const OFFSET = "clock_offset_seconds";

export function createVirtualClock(truth: Truth, realNow: () => number = Date.now): VirtualClock {
  const offsetSeconds = () => truth.get("mark", OFFSET)?.value ?? 0;
  return {
    now: () => realNow() + offsetSeconds() * 1_000,
    offsetSeconds,
    advance: (seconds) => truth.put("mark", { id: OFFSET, value: offsetSeconds() + seconds }),
  };
}
