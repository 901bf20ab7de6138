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

class Hub {
  private readonly listeners = new Set<Listener>();
  private seen: bigint | undefined;
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

  /** Reads only below the oldest running transaction: a lower number may still be about to commit (reliability 5.2). */
  private async read(): Promise<void> {
    const sql = statements("vezne_system");
    if (this.seen === undefined) {
      const [row] = await sql<{ seq: bigint | null }[]>`select max(seq) as seq from outbox`;
      this.seen = row?.seq ?? 0n;
      return;
    }
    const rows = await sql<{ merchant_id: string; mode: string; topic: string; subject_id: string; seq: bigint }[]>`
      select merchant_id, mode, topic, subject_id, seq from outbox
      where seq > ${this.seen.toString()}::bigint and written_by < pg_snapshot_xmin(pg_current_snapshot())
      order by seq limit ${BATCH}`;
    for (const row of rows) {
      this.seen = row.seq;
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
    else if (await this.moreIsComing()) setTimeout(() => this.wake(), AGAIN_MS).unref();
  }

  /** Rows are there that a transaction still running hides: look again at once instead of at the next poll. */
  private async moreIsComing(): Promise<boolean> {
    const [row] = await statements("vezne_system")<{ seq: bigint | null }[]>`select max(seq) as seq from outbox`;
    return (row?.seq ?? 0n) > (this.seen ?? 0n);
  }
}

/** The one hub of this process: one LISTEN connection feeds every open browser; polling is the fallback. */
export function liveHub(): Hub {
  return processSingleton("liveHub", () => new Hub());
}
