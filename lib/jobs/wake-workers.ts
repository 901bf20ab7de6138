import "server-only";
import { statements } from "@/db/client";
import { processSingleton } from "@/lib/runtime/process-singleton";

/** Channels of the two coalesced notifications. They carry nothing: whoever hears one reads the tables. */
export const JOBS_CHANNEL = "vezne_jobs";
export const OUTBOX_CHANNEL = "vezne_outbox";

const COALESCE_MS = 25;

function notifier(channel: string) {
  return processSingleton(`notifier:${channel}`, () => ({ pending: false }));
}

/** At most one NOTIFY per 25 ms a process, never inside a money statement: its lock is database-wide. */
function wake(channel: string): void {
  const state = notifier(channel);
  if (state.pending) return;
  state.pending = true;
  setTimeout(() => {
    state.pending = false;
    // A notification has a commit of its own, which need not wait for the disk. Lost on failure: polling is the fallback.
    statements("vezne_app")`select set_config('synchronous_commit', 'off', true), pg_notify(${channel}, '')`.catch(
      () => undefined,
    );
  }, COALESCE_MS).unref();
}

export const wakeWorkers = (): void => wake(JOBS_CHANNEL);

export const wakeDashboards = (): void => wake(OUTBOX_CHANNEL);
