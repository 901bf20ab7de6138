const LANES = 6;

/** Runs every task, six of them at a time. */
export async function inLanes(tasks: (() => Promise<void>)[]): Promise<void> {
  const queue = tasks[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (const task of queue) await task();
    }),
  );
}
