import "server-only";
import { env } from "@/lib/runtime/env";
import { processSingleton } from "@/lib/runtime/process-singleton";
import { runCommand } from "@/lib/runtime/run-command";
import type { NewEvent, StoredEvent } from "./store-event";

type Waiting = { event: NewEvent; resolve(stored: StoredEvent): void; reject(cause: unknown): void };

/** Under way at once, where rows share statements. */
const SHARED_STATEMENTS = 2;

/** Deliveries that wait for a statement; beyond that the provider is told to come back. */
const MOST_WAITING = 5_000;

/** SQLSTATE classes that speak of the row itself: bad data, a broken constraint, our own refusals. */
const isAboutData = (cause: unknown): boolean => /^(22|23|P0|VZ)/.test(String((cause as { code?: unknown })?.code));

class IntakeBatch {
  private readonly queue: Waiting[] = [];
  private running = 0;
  private readonly mostRows = env().INTAKE_ROWS;
  private readonly mostStatements = env().INTAKE_ROWS === 1 ? Number.POSITIVE_INFINITY : SHARED_STATEMENTS;

  add(event: NewEvent): Promise<StoredEvent> {
    if (this.queue.length >= MOST_WAITING) return Promise.reject(new Error("too many deliveries are waiting"));
    return new Promise((resolve, reject) => {
      this.queue.push({ event, resolve, reject });
      setImmediate(() => this.pump());
    });
  }

  private pump(): void {
    while (this.queue.length > 0 && this.running < this.mostStatements) {
      const batch = this.queue.splice(0, this.mostRows);
      this.running += 1;
      void this.store(batch).finally(() => {
        this.running -= 1;
        this.pump();
      });
    }
  }

  private async store(batch: Waiting[]): Promise<void> {
    try {
      const rows = await runCommand<StoredEvent>(
        "vezne_intake",
        "intake_events",
        batch.map(({ event }) => event),
      );
      batch.forEach(({ resolve, reject }, index) => {
        const row = rows[index];
        if (row) resolve(row);
        else reject(new Error("intake_events gave no answer"));
      });
    } catch (cause) {
      // One bad row must not take its neighbours with it. A lost database is nobody's fault: all are told at once.
      if (batch.length > 1 && isAboutData(cause)) for (const waiting of batch) await this.store([waiting]);
      else for (const waiting of batch) waiting.reject(cause);
    }
  }
}

/**
 * Group commit: deliveries that arrive together share one statement and one fsync, and each is answered only after
 * that statement returned. Two statements at most are under way a process.
 */
export function addToIntake(event: NewEvent): Promise<StoredEvent> {
  return processSingleton("intakeBatch", () => new IntakeBatch()).add(event);
}
