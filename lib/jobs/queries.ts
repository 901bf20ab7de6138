import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { deadLetters } from "@/db/schema/jobs";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { placeAfter } from "@/lib/runtime/list/place-after";
import { type DeadLetterDto, type DeadLetterFilter, type DeadLetterPage, MONEY_JOBS } from "./schemas";

function toDto(row: typeof deadLetters.$inferSelect): DeadLetterDto {
  return {
    id: row.id,
    object: "dead_letter",
    mode: row.mode,
    created_at: row.firstAt.toISOString(),
    kind: row.kind,
    subject_id: row.subjectId,
    is_money: MONEY_JOBS.includes(row.kind),
    error_class: row.errorClass,
    message: row.message,
    attempts: row.attempts,
    state: row.state,
    reason: row.reason,
    last_at: row.lastAt.toISOString(),
  };
}

/** Jobs of the caller's merchant and mode that gave up, newest first. @throws AppError forbidden, invalid_input */
export async function listDeadLetters(ctx: Context, filter: DeadLetterFilter): Promise<DeadLetterPage> {
  if (!ctx.permissions.includes("jobs:read")) throw new AppError("forbidden", "jobs:read is needed");
  const mine = and(eq(deadLetters.merchantId, ctx.merchantId), eq(deadLetters.mode, ctx.mode));
  const rows = await withMerchant(ctx.merchantId, async (tx) =>
    tx
      .select()
      .from(deadLetters)
      .where(
        and(
          mine,
          filter.state === undefined ? undefined : eq(deadLetters.state, filter.state),
          await placeAfter(tx, { at: deadLetters.lastAt, id: deadLetters.id }, mine, filter.starting_after),
        ),
      )
      .orderBy(desc(deadLetters.lastAt), desc(deadLetters.id))
      .limit(filter.limit + 1),
  );
  return { object: "list", data: rows.slice(0, filter.limit).map(toDto), has_more: rows.length > filter.limit };
}

/** How many wait for a person, for the badge in the menu. @throws AppError forbidden */
export async function countOpenDeadLetters(ctx: Context): Promise<number> {
  if (!ctx.permissions.includes("jobs:read")) throw new AppError("forbidden", "jobs:read is needed");
  const [row] = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ count: sql<number>`count(*)::int` })
      .from(deadLetters)
      .where(
        and(eq(deadLetters.merchantId, ctx.merchantId), eq(deadLetters.mode, ctx.mode), eq(deadLetters.state, "open")),
      ),
  );
  return row?.count ?? 0;
}
