import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { type Failure, GROUP } from "./run-group";

const USAGE = "usage: npm run simulate -- [--seeds N] [--seed S] [--processes P]";
const NUMBER = /^\d{1,10}$/;
/** The dice tell so many seeds apart. */
const SEEDS = 2 ** 32;

export type Asked = { seeds: number; first: number; processes: number };

/** What `npm run simulate` is asked for: whole numbers, seeds from 0 to 4,294,967,295. Anything else is the message to print. */
export function askedFor(args: string[]): Asked | string {
  const text = { type: "string" } as const;
  let values: { seeds?: string; seed?: string; processes?: string };
  try {
    values = parseArgs({ args, options: { seeds: text, seed: text, processes: text } }).values;
  } catch (cause) {
    return `${(cause as Error).message}\n${USAGE}`;
  }
  const { seeds = "500", seed = "1", processes = `${Math.min(4, availableParallelism())}` } = values;
  if (![seeds, seed, processes].every((one) => NUMBER.test(one))) return USAGE;
  const asked = { seeds: Number(seeds), first: Number(seed), processes: Number(processes) };
  if (asked.seeds < 1 || asked.processes < 1) return USAGE;
  if (asked.first + asked.seeds > SEEDS) return `the last seed is ${SEEDS - 1}\n${USAGE}`;
  return asked;
}

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
