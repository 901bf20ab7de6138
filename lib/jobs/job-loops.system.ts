import "server-only";
import type { PgBoss } from "pg-boss";
import { statements } from "@/db/client";

/** A loop's own look, for a process whose looks at all queues fail; each of them is a locking statement. */
const OWN_LOOK_SECONDS = 30;

type Loop = { id: string; running: boolean };

export type JobLoops = {
  /** Wakes as many loops a queue as it has jobs that are due. At once only one look is under way, and one waits. */
  look(): Promise<void>;
};

/** Jobs that are due by queue, counted no further than `most`. */
async function readDue(names: readonly string[], most: number): Promise<{ name: string; due: number }[]> {
  return statements("vezne_system")<{ name: string; due: number }[]>`
    select queue.name, (select count(*)::int from (
        select from pgboss.job waiting where waiting.name = queue.name and waiting.state < 'active'
          and not waiting.blocked and waiting.start_after <= pgboss.job_now() limit ${most}) counted) as due
    from unnest(string_to_array(${names.join(",")}, ',')) queue(name)`;
}

/**
 * `perQueue` loops a queue, asleep until somebody looked and found a job for them. pg-boss's loops would each ask
 * their own queue every second and at every notification, which costs more than the jobs themselves.
 */
export async function openJobLoops(
  boss: PgBoss,
  names: readonly string[],
  perQueue: number,
  run: (name: string, job: { id: string; data: unknown }) => Promise<void>,
): Promise<JobLoops> {
  const loops = new Map<string, Loop[]>(names.map((name) => [name, []]));
  const options = { pollingIntervalSeconds: OWN_LOOK_SECONDS, batchSize: 1 };
  for (const [name, mine] of loops) {
    for (let index = 0; index < perQueue; index += 1) {
      const loop: Loop = { id: "", running: false };
      mine.push(loop);
      loop.id = await boss.work(name, options, async ([job]) => {
        if (job === undefined) return;
        loop.running = true;
        try {
          await run(name, job);
        } finally {
          loop.running = false;
          // Where one was due another may be: it asks once more before it sleeps.
          boss.notifyWorker(loop.id);
        }
      });
    }
  }

  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const lookOnce = async () => {
    for (const { name, due } of await readDue(names, perQueue)) {
      const idle = (loops.get(name) ?? []).filter(({ running }) => !running);
      for (const { id } of idle.slice(0, due)) boss.notifyWorker(id);
    }
  };
  const start = () => {
    next = undefined;
    current = lookOnce().finally(() => {
      current = undefined;
    });
    return current;
  };
  return {
    look() {
      if (current === undefined) return start();
      next ??= current.catch(() => undefined).then(start);
      return next;
    },
  };
}
