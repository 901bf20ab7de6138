import "server-only";
import { toJsonInteger } from "@/lib/kernel/money";
import type { Context } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { defineUseCase } from "@/lib/runtime/use-case";
import { BulkPlan, type BulkPlanRow, type BulkRow, PlanBulkRefundInput, VERDICTS } from "./schemas";

type Terms = {
  result: string;
  payment_id?: string;
  reference_no?: string | null;
  customer?: string | null;
  amount?: string;
  left?: string;
  method?: "cancel" | "refund";
  scheduled_for?: string;
  waits?: boolean;
  status?: string;
};
type Answer = { answer: { rows: Terms[]; limit: string } };

const REASONS: Record<string, string> = { too_much: "more_than_left" };

function refusedBecause({ result, status }: Terms): string {
  return result === "wrong_state" ? `payment_is_${status}` : (REASONS[result] ?? result);
}

function verdictOf(terms: Terms, needsSecond: boolean): BulkPlanRow["verdict"] {
  if (terms.result !== "ok") return "refused";
  if (needsSecond) return "approval";
  return terms.waits ? "scheduled" : (terms.method ?? "refund");
}

const integer = (text: string | undefined) => (text === undefined ? null : toJsonInteger(BigInt(text)));

function planRow(terms: Terms, limit: bigint, sum: bigint): BulkPlanRow {
  const isOk = terms.result === "ok";
  return {
    verdict: verdictOf(terms, sum > limit || BigInt(terms.amount ?? 0) > limit),
    reason: isOk ? null : refusedBecause(terms),
    payment_id: terms.payment_id ?? null,
    reference_no: terms.reference_no ?? null,
    customer: terms.customer ?? null,
    amount: integer(terms.amount),
    left: integer(terms.left),
    method: terms.method ?? null,
    scheduled_for: isOk && terms.scheduled_for ? new Date(terms.scheduled_for).toISOString() : null,
  };
}

function totals(rows: BulkPlanRow[]): BulkPlan["by_verdict"] {
  const entries = VERDICTS.map((verdict) => {
    const these = rows.filter((row) => row.verdict === verdict);
    const amount = these.reduce((sum, row) => sum + BigInt(row.amount ?? 0), 0n);
    return [verdict, { count: these.length, amount: toJsonInteger(amount) }];
  });
  return Object.fromEntries(entries) as BulkPlan["by_verdict"];
}

/** What each row would come to at this moment, by the very function that refunds ask. Nothing is reserved. */
export async function planOf(ctx: Context, rows: readonly BulkRow[]): Promise<BulkPlan> {
  const [row] = await runCommand<Answer>("vezne_app", "plan_refunds", {
    merchant_id: ctx.merchantId,
    mode: ctx.mode,
    rows: rows.map(({ payment_id, reference_no, amount }) => ({
      payment_id: payment_id ?? null,
      reference_no: reference_no ?? null,
      amount: amount?.toString() ?? null,
    })),
  });
  if (!row) throw new Error("plan_refunds gave no answer");
  const sum = row.answer.rows.reduce(
    (total, { result, amount }) => total + (result === "ok" ? BigInt(amount ?? 0) : 0n),
    0n,
  );
  const limit = BigInt(row.answer.limit);
  const planned = row.answer.rows.map((terms) => planRow(terms, limit, sum));
  return BulkPlan.parse({
    object: "refund_plan",
    dry_run: true,
    rows: planned,
    count: planned.filter(({ verdict }) => verdict !== "refused").length,
    total: toJsonInteger(sum),
    currency: "TRY",
    by_verdict: totals(planned),
    limit: toJsonInteger(limit),
  });
}

/** The dry run of a list of refunds. @throws AppError forbidden, invalid_input */
export const planBulkRefund = defineUseCase({
  name: "refund.plan-bulk",
  permission: "refunds:request",
  input: PlanBulkRefundInput,
  run: (scope, { rows }) => planOf(scope, rows),
});
