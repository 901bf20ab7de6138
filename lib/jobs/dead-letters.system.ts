import "server-only";
import { statements } from "@/db/client";
import { log } from "@/lib/runtime/logger";
import { shortError } from "./error-text";
import { wakeDashboards, wakeWorkers } from "./wake-workers";

const BATCH = 50;

type DeadJob = { id: string; output: unknown };

/** What a job works on: the one id of its payload besides merchant and event. */
export function subjectOf(payload: Record<string, unknown>): string | undefined {
  const found = Object.entries(payload).find(
    ([key, value]) => key.endsWith("Id") && key !== "merchantId" && key !== "eventId" && typeof value === "string",
  );
  return found?.[1] as string | undefined;
}

/**
 * Takes what gave up out of the queue into its merchant's table, and queues again what a person put to work and the
 * queue forgot. A job that names no merchant of ours stays in the queue, where the metric shows it.
 */
export async function collectDeadLetters(): Promise<number> {
  const sql = statements("vezne_system");
  const jobs = await sql<DeadJob[]>`
    select id, output from pgboss.job
    where name = 'dead-letters' and state in ('created', 'retry') and source_name is not null and singleton_key is not null
      and data->>'merchantId' in (select merchant_id from merchants)
    order by created_on limit ${BATCH}`;
  for (const job of jobs) {
    const { errorClass, message } = shortError(job.output);
    log.error("job gave up", { jobId: job.id, code: errorClass });
    await sql`select record_dead_letter(${sql.json({ job_id: job.id, error_class: errorClass, message })})`;
  }
  const [row] = await sql<{ queued: number }[]>`select requeue_redriven() as queued`;
  if ((row?.queued ?? 0) > 0) wakeWorkers();
  if (jobs.length > 0) wakeDashboards();
  return jobs.length;
}

/** After a job ended well: closes what waited for a person because of it. */
export async function resolveDeadLetters(kind: string, payload: { merchantId: string }): Promise<void> {
  const subject = subjectOf(payload);
  if (subject === undefined) return;
  await statements("vezne_system")`select resolve_dead_letters(${payload.merchantId}, ${kind}, ${subject})`;
}
