type Reader = { rows<T extends Record<string, unknown>>(text: string): Promise<T[]> };

/** Ends a random connection of the product every 40 to 100 ms until an instant of performance.now(); answers how many. */
export async function killBackendsUntil({ rows }: Reader, until: number): Promise<number> {
  let killed = 0;
  while (performance.now() < until) {
    const ended = await rows(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name <> 'test' and pid <> pg_backend_pid() order by random() limit 1`,
    );
    killed += ended.length;
    await new Promise((resolve) => setTimeout(resolve, 40 + Math.random() * 60));
  }
  return killed;
}
