import { statements } from "@/db/client";
import { setClockOffset } from "@/lib/kernel/clock";

/**
 * Seeds the past by living it: the clocks of database and process are set to an instant and the real commands run
 * there. Only before the product starts, on an empty database.
 */
export async function travelTo(instant: Date): Promise<void> {
  const seconds = (instant.getTime() - Date.now()) / 1000;
  setClockOffset(seconds * 1000);
  await statements("vezne_system")`
    insert into clock_offset (id, shift) values ('clock', make_interval(secs => ${seconds}))
    on conflict (id) do update set shift = excluded.shift`;
}

export async function travelHome(): Promise<void> {
  setClockOffset(0);
  await statements("vezne_system")`update clock_offset set shift = interval '0' where id = 'clock'`;
}
