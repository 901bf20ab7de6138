import "server-only";
import { statements } from "@/db/client";
import { setClockOffset } from "@/lib/kernel/clock";
import { env } from "./env";

/** Heard by every process when the sandbox control moved the clock. */
const CLOCK_CHANNEL = "vezne_clock";

async function readShiftMs(): Promise<number> {
  const [row] = await statements("vezne_system")<{ ms: number }[]>`
    select (extract(epoch from shift) * 1000)::float8 as ms from clock_offset where id = 'clock'`;
  return row?.ms ?? 0;
}

/** Keeps this process's clock at the database's (decision 20). Only where the sandbox may shift it. */
export async function followClock(): Promise<void> {
  if (!env().demoAllowed) return;
  const adopt = async () => setClockOffset(await readShiftMs());
  await adopt();
  await statements("vezne_system").listen(
    CLOCK_CHANNEL,
    () => void adopt().catch(() => undefined),
    () => void adopt().catch(() => undefined),
  );
}

/** Moves the clock of every process by so many seconds and answers the whole shift in seconds. */
export async function advanceClock(seconds: number): Promise<number> {
  const sql = statements("vezne_system");
  await sql`insert into clock_offset (id, shift) values ('clock', make_interval(secs => ${seconds}))
    on conflict (id) do update set shift = clock_offset.shift + excluded.shift`;
  setClockOffset(await readShiftMs());
  await sql`select pg_notify(${CLOCK_CHANNEL}, '')`;
  return (await readShiftMs()) / 1000;
}
