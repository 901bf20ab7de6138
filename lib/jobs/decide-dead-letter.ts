import "server-only";
import { and, eq } from "drizzle-orm";
import { statements } from "@/db/client";
import { deadLetters } from "@/db/schema/jobs";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import { actorRecord } from "@/lib/runtime/context";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { DismissInput, MONEY_JOBS, RedriveInput, RedriveManyInput, type RedriveResult } from "./schemas";
import { wakeDashboards, wakeWorkers } from "./wake-workers";

type Decision = { id: string; decision: "redrive" | "dismiss"; reason: string | null };

async function requireStanding(scope: Scope, id: string): Promise<void> {
  const [letter] = await withMerchant(scope.merchantId, (tx) =>
    tx
      .select({ kind: deadLetters.kind })
      .from(deadLetters)
      .where(
        and(eq(deadLetters.merchantId, scope.merchantId), eq(deadLetters.mode, scope.mode), eq(deadLetters.id, id)),
      ),
  );
  if (!letter) throw new AppError("not_found", "no such job");
  if (MONEY_JOBS.includes(letter.kind) && !scope.permissions.includes("refunds:request")) {
    throw new AppError("forbidden", "this job moves money; refunds:request is needed", { reason: "money_job" });
  }
}

async function decide(scope: Scope, { id, decision, reason }: Decision): Promise<void> {
  await requireStanding(scope, id);
  const sql = statements("vezne_app");
  const [row] = await sql<{ answer: { result: string; state?: string } }[]>`
    select decide_dead_letter(${sql.json({
      merchant_id: scope.merchantId,
      mode: scope.mode,
      id,
      decision,
      reason,
      user_id: "userId" in scope.actor ? scope.actor.userId : scope.actor.id,
      actor: actorRecord(scope.actor),
    })}) as answer`;
  const result = row?.answer.result;
  if (result === "not_found") throw new AppError("not_found", "no such job");
  if (result === "wrong_state") {
    throw new AppError("invalid_state", `the job is ${row?.answer.state}`, { reason: `job_is_${row?.answer.state}` });
  }
  wakeWorkers();
  wakeDashboards();
}

/**
 * Puts a job that gave up to work again, at once and from the start; what it reads and does is idempotent, so nothing is
 * sent or booked twice. Again by the same id changes nothing.
 * @throws AppError forbidden (a money job needs refunds:request), not_found, invalid_state
 */
export const redriveJob = defineUseCase({
  name: "job.redrive",
  permission: "jobs:redrive",
  input: RedriveInput,
  run: async (scope, { id }): Promise<RedriveResult> => {
    await decide(scope, { id, decision: "redrive", reason: null });
    return { id, result: "redriven" };
  },
});

const REFUSALS: Record<string, RedriveResult["result"]> = {
  not_found: "not_found",
  invalid_state: "wrong_state",
  forbidden: "not_permitted",
};

/** Several at once; each answers for itself, one refusal stops no other. */
export const redriveJobs = defineUseCase({
  name: "job.redrive_many",
  permission: "jobs:redrive",
  input: RedriveManyInput,
  run: async (scope, { ids }): Promise<RedriveResult[]> => {
    const results: RedriveResult[] = [];
    for (const id of new Set(ids)) {
      try {
        await decide(scope, { id, decision: "redrive", reason: null });
        results.push({ id, result: "redriven" });
      } catch (cause) {
        const refusal = cause instanceof AppError ? REFUSALS[cause.code] : undefined;
        if (refusal === undefined) throw cause;
        results.push({ id, result: refusal });
      }
    }
    return results;
  },
});

/** Closes it without running it again; its subject is no longer blocked and its own schedule goes on. @throws as redriveJob */
export const dismissJob = defineUseCase({
  name: "job.dismiss",
  permission: "jobs:redrive",
  input: DismissInput,
  run: async (scope, { id, reason }): Promise<{ id: string }> => {
    await decide(scope, { id, decision: "dismiss", reason });
    return { id };
  },
});
