import "server-only";
import { PgBoss } from "pg-boss";
import { statements } from "@/db/client";
import { checkAuditWhenDue } from "@/lib/audit/check-audit.system";
import { sealAudit } from "@/lib/audit/seal-audit.system";
import { closeMail } from "@/lib/email/mail-transport";
import { relayMails } from "@/lib/email/relay-mails.system";
import type { Clock } from "@/lib/kernel/clock";
import { checkLedgerWhenDue } from "@/lib/ledger/check-ledger.system";
import { writeCheckpoints } from "@/lib/ledger/write-checkpoints.system";
import { env } from "@/lib/runtime/env";
import { errorFields, log } from "@/lib/runtime/logger";
import { collectDeadLetters, resolveDeadLetters } from "./dead-letters.system";
import { JOBS, type JobName } from "./definitions";
import { openJobLoops } from "./job-loops.system";
import { sweepDue } from "./sweep-due.system";
import { JOBS_CHANNEL, wakeDashboards } from "./wake-workers";

const SWEEP_MS = 1_000;
const SEAL_MS = 500;
const MAIL_MS = 1_000;
const DEAD_LETTERS_MS = 2_000;
const CHECKPOINT_MS = 60_000;
const LEDGER_CHECK_MS = 300_000;
const AUDIT_CHECK_MS = 300_000;
/** Jobs whose moment comes without a word: retries, and whatever a lost notification told of. */
const LOOK_MS = 1_000;
/** How often one of the workers looks for jobs whose worker died: heartbeat 10 s + this + retry + poll stay below 15 s. */
const SUPERVISE_SECONDS = 1;
const CONCURRENCY = 8;

async function runJob(name: JobName, job: { id: string; data: unknown }, clock: Clock): Promise<void> {
  const definition = JOBS[name];
  const payload = definition.payload.parse(job.data);
  try {
    await (definition.run as (input: typeof payload, clock: Clock) => Promise<void>)(payload, clock);
    await resolveDeadLetters(name, payload);
  } catch (cause) {
    log.error("job failed", { job: name, jobId: job.id, ...errorFields(cause) });
    throw cause;
  } finally {
    wakeDashboards();
  }
}

/** Runs `work` again and again with a pause between; stops when told, never overlaps itself. */
function repeat(work: () => Promise<unknown>, pauseMs: number): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const turn = () => {
    running = work()
      .catch((cause) => log.error("sweep failed", errorFields(cause)))
      .finally(() => {
        if (!stopped) timer = setTimeout(turn, pauseMs);
      });
  };
  turn();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}

/** Starts this process's share of the background work; the result drains it. */
export async function startWorker(clock: Clock): Promise<() => Promise<void>> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    options: "-c role=vezne_system",
    max: 6,
    migrate: false,
    createSchema: false,
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on("error", (cause) => log.error("queue error", errorFields(cause)));
  await boss.start();
  const names = Object.keys(JOBS) as JobName[];
  const loops = await openJobLoops(boss, names, CONCURRENCY, (name, job) => runJob(name as JobName, job, clock));
  const listener = await statements("vezne_system").listen(JOBS_CHANNEL, () => {
    loops.look().catch((cause) => log.error("look at the queues failed", errorFields(cause)));
  });
  const repeated = [
    repeat(() => loops.look(), LOOK_MS),
    repeat(sweepDue, SWEEP_MS),
    repeat(() => sealAudit(clock), SEAL_MS),
    repeat(relayMails, MAIL_MS),
    repeat(collectDeadLetters, DEAD_LETTERS_MS),
    repeat(() => writeCheckpoints(), CHECKPOINT_MS),
    repeat(() => checkLedgerWhenDue(clock), LEDGER_CHECK_MS),
    repeat(() => checkAuditWhenDue(clock), AUDIT_CHECK_MS),
  ];
  return async () => {
    await listener.unlisten().catch(() => undefined);
    await Promise.all(repeated.map((stop) => stop()));
    closeMail();
    await boss.stop({ graceful: true, timeout: 20_000 });
  };
}
