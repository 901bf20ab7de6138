import { expect, it } from "vitest";
import { Coverage } from "../world/coverage";
import { groupsOf, tellFailure } from "../world/groups";
import { type Failure, runGroup } from "../world/run-group";

/** `WORLD_SEEDS=2000 WORLD_SEED=7 npm test -- lives` lives through more histories, or others. */
const SEEDS = Number(process.env.WORLD_SEEDS || 500);
const FIRST = Number(process.env.WORLD_SEED || 1);
/** A machine that does other work beside it is several times slower. */
const MILLISECONDS_A_SEED = 8_000;

/** One of two files that share the histories: they run beside each other and, in the whole suite, beside nothing else. */
export function liveThrough(shard: 0 | 1): Coverage {
  const coverage = new Coverage();
  it(
    "keep every invariant after each command and agree with both providers in the end",
    async () => {
      const failures: Failure[] = [];
      for (const [number, seeds] of groupsOf(FIRST, SEEDS).entries()) {
        if (number % 2 !== shard) continue;
        const report = await runGroup({ seeds });
        failures.push(...report.failures);
        coverage.add(report.coverage);
      }
      for (const failure of failures) process.stdout.write(tellFailure(failure));
      const told = failures.map(({ seed, why }) => `npm run simulate -- --seeds 1 --seed ${seed}: ${why}`);
      // Said in the message: of a list the summary of a long run tells only how many there were.
      expect(failures.length, told.join("\n")).toBe(0);
    },
    Math.max(300_000, SEEDS * MILLISECONDS_A_SEED),
  );
  return coverage;
}
