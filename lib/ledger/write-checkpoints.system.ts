import "server-only";
import { statements } from "@/db/client";

/** An account gets its next checkpoint after this many entries; a balance reads at most so many more. */
const LEAST_ENTRIES = 200;

/** Writes the balance checkpoints that are due. Safe on any number of workers. @returns how many were written */
export async function writeCheckpoints(least = LEAST_ENTRIES): Promise<number> {
  const [row] = await statements("vezne_system")<{ written: number }[]>`
    select write_balance_checkpoints(${least}) as written`;
  return row?.written ?? 0;
}
