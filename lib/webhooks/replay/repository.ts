import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, transact, withSavepoint } from "@/db/tenancy";
import { runCommandIn } from "@/lib/runtime/run-command";
import { differenceOf, digestOf } from "./difference";
import type { PlannedSubject, ReplayPlan } from "./plan-replay";
import type { AskedSubject, RowChange } from "./schemas";
import { takeSnapshot } from "./snapshot-repository";

export type Outcome = { subjects: AskedSubject[]; rows: RowChange[]; difference: string };

/** Thrown to leave the transaction without a trace; carries what was seen in it. */
class LeftUndone {
  constructor(readonly outcome: Outcome) {}
}

/** Each command stands on a savepoint: what the database refuses is shown, and the others go on. */
async function runPlanned(tx: Tx, { commands, ...subject }: PlannedSubject): Promise<AskedSubject> {
  const refused: string[] = [];
  for (const { command, args } of commands) {
    try {
      const answer = await withSavepoint(tx, (inner) => runCommandIn(inner, command, args));
      const { result } = answer as { result?: string };
      if (result !== "applied" && result !== "replayed") refused.push(result ?? "unknown");
    } catch (cause) {
      const { code } = (cause as { cause?: { code?: string } }).cause ?? {};
      // Only what the database itself refuses about the rows is an answer; a lost database is none.
      if (code === undefined || !/^(VZ|23)/.test(code)) throw cause;
      refused.push(code);
    }
  }
  return { ...subject, refused };
}

async function seen(tx: Tx, merchantId: string, plan: ReplayPlan): Promise<Outcome> {
  const before = await takeSnapshot(tx, merchantId, plan.subjects);
  const subjects: AskedSubject[] = [];
  for (const subject of plan.subjects) subjects.push(await runPlanned(tx, subject));
  // A journal that does not balance is refused here and not only at a commit that never comes.
  await tx.execute(sql`set constraints all immediate`);
  const rows = differenceOf(before, await takeSnapshot(tx, merchantId, plan.subjects));
  return { subjects, rows, difference: digestOf(rows) };
}

/**
 * Runs the planned commands in one transaction and looks at what they changed. `keep` decides whether that is kept, and
 * may write into the same transaction; otherwise everything is rolled back: rows, journals, audit, jobs and news.
 */
export async function runReplay(
  merchantId: string,
  plan: ReplayPlan,
  keep: (tx: Tx, outcome: Outcome) => Promise<boolean>,
): Promise<{ outcome: Outcome; kept: boolean }> {
  try {
    const outcome = await transact(merchantId, async (tx) => {
      const all = await seen(tx, merchantId, plan);
      if (!(await keep(tx, all))) throw new LeftUndone(all);
      return all;
    });
    return { outcome, kept: true };
  } catch (cause) {
    if (cause instanceof LeftUndone) return { outcome: cause.outcome, kept: false };
    throw cause;
  }
}
