const PAUSE_MS = 25;

/** Repeats a check until it stops throwing and gives its result; at the deadline its last failure is thrown. */
export async function eventuallyPasses<T>(check: () => Promise<T> | T, deadlineMs = 10_000): Promise<T> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    try {
      return await check();
    } catch (failure) {
      if (performance.now() > end) throw failure;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
