import "server-only";
import { withMerchant } from "@/db/tenancy";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { CAPABILITIES } from "@/lib/providers/capabilities";
import { type Actor, actorRecord, type Mode } from "@/lib/runtime/context";
import { errorFields, log } from "@/lib/runtime/logger";
import { runCommand } from "@/lib/runtime/run-command";
import { openProvider, readProviderAccount } from "@/lib/settings/provider-account-repository";
import { type Difference, istanbulDay, needsCompleteReading } from "./differences";
import { readByName } from "./sides/by-name";
import { readLists } from "./sides/lists";
import { NOTHING_READ, type Reading, together } from "./sides/reading";

export type RunKind = "nightly" | "weekly" | "person";
export type RunAnswer =
  | { kind: "ended"; runId: string; mode: Mode; status: "complete" | "incomplete" }
  | { kind: "running"; runId: string };

/** Days compared, today included. */
const DAYS: Record<RunKind, number> = { nightly: 4, weekly: 180, person: 4 };
/** Days in memory at a time. */
const CHUNK = 4;
const DAY_MS = 86_400_000;
const SYSTEM: Actor = { kind: "system", id: "reconcile-account" };

type Request = {
  merchantId: string;
  accountId: string;
  kind: RunKind;
  clock: Clock;
  actor?: Actor;
  /** Other days than the kind's own, `yyyy-mm-dd`. */
  days?: { dayFrom: string; dayTo: string };
};

const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);

function chunks(dayFrom: string, dayTo: string): { dayFrom: string; dayTo: string }[] {
  const found: { dayFrom: string; dayTo: string }[] = [];
  for (let day = dayFrom; day <= dayTo; day = addDays(day, CHUNK)) {
    const last = addDays(day, CHUNK - 1);
    found.push({ dayFrom: day, dayTo: last < dayTo ? last : dayTo });
  }
  return found;
}

/** A difference as SQL takes it. A subject of two accounts is two subjects. */
function toRow(difference: Difference, accountId: string, now: Date) {
  return {
    new_case_id: newId("reconciliationCase", now),
    source: "provider",
    reason: difference.reason,
    subject_kind: difference.subjectKind,
    subject_id: difference.subjectId,
    subject_key: `${accountId}:${difference.subjectId}`,
    payment_id: difference.paymentId,
    day: difference.day,
    ours: difference.ours,
    theirs: difference.theirs,
    bank: null,
    at_risk: difference.atRisk.toString(),
    currency: difference.currency,
  };
}

async function readAll(request: Request, days: { dayFrom: string; dayTo: string }): Promise<Reading> {
  const { merchantId, accountId, clock } = request;
  const account = await withMerchant(merchantId, (tx) => readProviderAccount(tx, merchantId, accountId));
  const provider = openProvider(account, { subjectKind: "provider_account", subjectId: accountId });
  const read = CAPABILITIES[account.provider].lists ? readLists : readByName;
  let whole = NOTHING_READ;
  for (const part of chunks(days.dayFrom, days.dayTo)) {
    whole = together(whole, await read({ of: { merchantId, accountId }, provider, now: clock.now(), ...part }));
    if (whole.why !== null) break;
  }
  return whole;
}

/**
 * Compares our books of one account with the provider's over a window of Istanbul days. What could not be read makes the
 * run incomplete: it closes nothing and concludes nothing from what is missing. One run an account at a time.
 */
export async function reconcileAccount(request: Request): Promise<RunAnswer> {
  const { merchantId, accountId, kind, clock } = request;
  const actor = actorRecord(request.actor ?? SYSTEM);
  const today = istanbulDay(clock.now());
  const days = request.days ?? { dayFrom: addDays(today, 1 - DAYS[kind]), dayTo: today };
  const [opened] = await runCommand<{ answer: { result: string; run_id: string; mode: Mode } }>(
    "vezne_app",
    "open_reconciliation",
    {
      ...{
        merchant_id: merchantId,
        account_id: accountId,
        kind,
        actor,
        new_run_id: newId("reconciliationRun", clock.now()),
      },
      ...{ day_from: days.dayFrom, day_to: days.dayTo },
    },
  );
  const runId = opened?.answer.run_id ?? "";
  if (opened?.answer.result !== "applied") return { kind: "running", runId };
  const reading = await readAll(request, days).catch((cause: unknown): Reading => {
    log.error("reconciliation failed", { accountId, ...errorFields(cause) });
    return { ...NOTHING_READ, why: "failed" };
  });
  const status = reading.why === null ? "complete" : "incomplete";
  const differences = reading.differences.filter(
    ({ reason }) => status === "complete" || !needsCompleteReading(reason),
  );
  await runCommand("vezne_app", "settle_reconciliation", {
    ...{ merchant_id: merchantId, run_id: runId, status, why: reading.why, actor },
    ...{ read: reading.read, verdicts: reading.verdicts },
    differences: differences.map((one) => toRow(one, accountId, clock.now())),
  });
  wakeDashboards();
  return { kind: "ended", runId, mode: opened.answer.mode, status };
}
