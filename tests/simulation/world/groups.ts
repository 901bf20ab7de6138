import { type Failure, GROUP } from "./run-group";

/**
 * The seeds in the groups that share one passing of time: which group a seed is in depends on the seed alone, so that a
 * single one, repeated, lives through the same days.
 */
export function groupsOf(first: number, count: number): number[][] {
  const groups = new Map<number, number[]>();
  for (let seed = first; seed < first + count; seed += 1) {
    const number = Math.floor(seed / GROUP);
    groups.set(number, [...(groups.get(number) ?? []), seed]);
  }
  return [...groups.values()];
}

/** What went wrong, where, after what, and the command that repeats it. */
export function tellFailure({ seed, step, why, events }: Failure): string {
  const story = events.map((event) => `  ${event}`).join("\n");
  return `\nseed ${seed} failed at step ${step}: ${why}\nlast events:\n${story}\nrepeat: npm run simulate -- --seeds 1 --seed ${seed}\n\n`;
}
