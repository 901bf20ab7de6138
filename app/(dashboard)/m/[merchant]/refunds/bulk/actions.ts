"use server";

import { getLocale } from "next-intl/server";
import { commandAction, merchantAction } from "@/lib/http/action";
import { AppError } from "@/lib/kernel/errors";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { planBulkRefund } from "@/lib/refunds/bulk/plan-bulk-refund";
import { readList } from "@/lib/refunds/bulk/read-list";
import { requestBulkRefund } from "@/lib/refunds/bulk/request-bulk-refund";
import type { BulkPlan, BulkPlanRow } from "@/lib/refunds/bulk/schemas";

/** A planned row with the line it came from; a line nobody can read is refused before it is planned. */
export type PlannedLine = Pick<
  BulkPlanRow,
  "verdict" | "reason" | "payment_id" | "customer" | "amount" | "scheduled_for"
> & {
  line: number;
  text: string;
};
export type BulkPreview = Pick<BulkPlan, "count" | "total" | "by_verdict" | "limit"> & { lines: PlannedLine[] };

const UNREADABLE = { verdict: "refused", payment_id: null, customer: null, amount: null, scheduled_for: null } as const;

const plan = merchantAction(async (ctx, input: { text: string; locale: MoneyLocale }): Promise<BulkPreview> => {
  const listed = readList(input.text.slice(0, 100_000), input.locale);
  if (!listed?.length) throw new AppError("invalid_input", "the list cannot be read", { reason: "list_unreadable" });
  const rows = listed.flatMap((entry) => ("row" in entry ? [entry.row] : []));
  if (rows.length === 0) throw new AppError("invalid_input", "no line can be read", { reason: "list_unreadable" });
  const answer = await planBulkRefund(ctx, {
    rows: rows.map((row) => ({ ...row, amount: row.amount === undefined ? undefined : Number(row.amount) })),
  });
  const planned = [...answer.rows];
  const lines = listed.map((entry): PlannedLine => {
    const row = "row" in entry ? planned.shift() : undefined;
    const { line, text } = entry;
    return row
      ? { ...row, line, text }
      : { ...UNREADABLE, reason: "problem" in entry ? entry.problem : "", line, text };
  });
  const refused = lines.filter(({ verdict }) => verdict === "refused").length;
  const byVerdict = { ...answer.by_verdict, refused: { count: refused, amount: 0 } };
  return { lines, count: answer.count, total: answer.total, limit: answer.limit, by_verdict: byVerdict };
});

type Confirmed = { rows: { payment_id: string; amount: number }[]; reason: string; total: number };
const request = commandAction("refund.request-bulk", (ctx, input: Confirmed) => requestBulkRefund(ctx, input));

/** The dry run of a pasted list. Nothing is reserved. */
export async function planBulkRefundAction(slug: string, text: string) {
  return plan(slug, { text, locale: (await getLocale()) as MoneyLocale });
}

/** The rows and amounts that the person saw, held to the sum they typed. */
export async function requestBulkRefundAction(slug: string, command: string, input: Confirmed) {
  return request(slug, command, input);
}
