/** How long and how often; the smoke only proves that everything runs. */
export type Effort = { rounds: number; seconds: number; commands: number; connections: number };

export const FULL: Effort = { rounds: 7, seconds: 3, commands: 400, connections: 32 };
export const SMOKE: Effort = { rounds: 1, seconds: 1, commands: 20, connections: 4 };

/** Runs every contender once a round, in changing order, so that drift of the machine meets all alike. */
export async function alternate<K extends string, T>(
  rounds: number,
  contenders: Record<K, () => Promise<T>>,
): Promise<Record<K, T[]>> {
  const names = Object.keys(contenders) as K[];
  const results = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<K, T[]>;
  for (let round = 0; round < rounds; round += 1) {
    const turn = names.map((_, index) => names[(index + round) % names.length] as K);
    for (const name of turn) results[name].push(await contenders[name]());
  }
  return results;
}

export type Timing = { rate: number; p50: number; p99: number };

/** Runs `count` commands, so many at once; rate a second and milliseconds. */
export async function timeCommands(count: number, atOnce: number, command: (n: number) => Promise<unknown>) {
  const taken: number[] = [];
  let next = 0;
  const start = performance.now();
  const lane = async () => {
    for (let n = next++; n < count; n = next++) {
      const began = performance.now();
      await command(n);
      taken.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const rate = count / ((performance.now() - start) / 1000);
  taken.sort((a, b) => a - b);
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? Number.NaN;
  return { rate, p50: at(0.5), p99: at(0.99) } satisfies Timing;
}
