import { decideDueReversals } from "./paynet/reversal/decide-reversal";
import { runDueWatches } from "./paywall/callbacks/watch";
import type { World } from "./world";

/** Lets this many seconds pass for both providers (0: only what is due by now) and does what falls due within them. */
export function passTime(world: World, seconds: number): void {
  if (seconds > 0) world.clock.advance(seconds);
  decideDueReversals(world);
  runDueWatches(world);
}
