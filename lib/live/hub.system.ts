import "server-only";
import { statements } from "@/db/client";
import { OUTBOX_CHANNEL } from "@/lib/jobs/wake-workers";
import { processSingleton } from "@/lib/runtime/process-singleton";

/** What an open dashboard hears: that something changed, never what. It asks again through its own permissions. */
export type LiveEvent = { merchantId: string; mode: string; topic: string; id: string; seq: string };

type Listener = { merchantId: string; mode: string; hear(event: LiveEvent): void };

const POLL_MS = 1_000;
const BATCH = 500;
const AGAIN_MS = 20;

/** How far the outbox was read. Transactions commit in another order than they take numbers, so numbers alone skip rows. */
type Place = { writtenBy: string; seq: string };

class Hub {
  private readonly listeners = new Set<Listener>();
  private seen: Place | undefined;
  private reading: Promise<void> | undefined;
  private again = false;
  private started = false;

  add(listener: Listener): () => void {
    this.start();
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get size(): number {
    return this.listeners.size;
  }

  private start(): void {
    if (this.started) return;
    this.started = true;
    setInterval(() => this.wake(), POLL_MS).unref();
    statements("vezne_system")
      .listen(OUTBOX_CHANNEL, () => this.wake())
      .catch(() => undefined);
  }

  private wake(): void {
    if (this.reading) {
      this.again = true;
      return;
    }
    this.reading = this.read()
      .catch(() => undefined)
      .finally(() => {
        this.reading = undefined;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  /** Reads, by transaction, only below the oldest running one: nothing can appear any more before what was read. */
  private async read(): Promise<void> {
    const sql = statements("vezne_system");
    if (this.seen === undefined) {
      const [row] = await sql<{ horizon: string }[]>`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`;
      this.seen = row === undefined ? undefined : { writtenBy: row.horizon, seq: "0" };
      return;
    }
    const { writtenBy, seq } = this.seen;
    const rows = await sql<
      { merchant_id: string; mode: string; topic: string; subject_id: string; seq: bigint; written_by: string }[]
    >`
      select merchant_id, mode, topic, subject_id, seq, written_by::text as written_by from outbox
      where (written_by, seq) > (${writtenBy}::text::xid8, ${seq}::text::bigint)
        and written_by < pg_snapshot_xmin(pg_current_snapshot())
      order by outbox.written_by, seq limit ${BATCH}`;
    for (const row of rows) {
      this.seen = { writtenBy: row.written_by, seq: row.seq.toString() };
      const event = {
        merchantId: row.merchant_id,
        mode: row.mode,
        topic: row.topic,
        id: row.subject_id,
        seq: row.seq.toString(),
      };
      for (const listener of this.listeners) {
        if (listener.merchantId === event.merchantId && listener.mode === event.mode) listener.hear(event);
      }
    }
    if (rows.length === BATCH) this.again = true;
    else if (await this.moreIsComing(this.seen)) setTimeout(() => this.wake(), AGAIN_MS).unref();
  }

  /** Rows are there that a transaction still running hides: look again at once instead of at the next poll. */
  private async moreIsComing({ writtenBy, seq }: Place): Promise<boolean> {
    const rows = await statements("vezne_system")`
      select 1 from outbox where (written_by, seq) > (${writtenBy}::text::xid8, ${seq}::text::bigint)
        and written_by < pg_snapshot_xmax(pg_current_snapshot()) limit 1`;
    return rows.length > 0;
  }
}

/** The one hub of this process: one LISTEN connection feeds every open browser; polling is the fallback. */
export function liveHub(): Hub {
  return processSingleton("liveHub", () => new Hub());
}
