import "server-only";
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { branches } from "@/db/schema/merchants";
import { posClosingRows, posClosings } from "@/db/schema/pos/closings";
import { type Tx, withMerchant } from "@/db/tenancy";
import { seesOnlyOwn } from "@/lib/auth/permissions";
import { userNames } from "@/lib/auth/user-names.system";
import { AppError } from "@/lib/kernel/errors";
import { toBecause } from "@/lib/runtime/because-dto";
import type { Context } from "@/lib/runtime/context";
import type { CLOSING_CHANNELS } from "./closing";
import { type ClosingFilter, ClosingView, type OpenDay } from "./schemas";

function requireRead(ctx: Context): void {
  if (!ctx.permissions.includes("pos:read")) throw new AppError("forbidden", "pos:read is needed");
}

/** The caller's merchant and mode; a cashier sees their own days. */
function visible(ctx: Context): SQL | undefined {
  const own =
    seesOnlyOwn(ctx.permissions) && "userId" in ctx.actor ? eq(posClosings.cashierId, ctx.actor.userId) : undefined;
  return and(eq(posClosings.merchantId, ctx.merchantId), eq(posClosings.mode, ctx.mode), own);
}

function sumsOf(stored: unknown): Record<(typeof CLOSING_CHANNELS)[number], number> {
  const sums = (stored ?? {}) as Record<string, string>;
  return { pos: Number(sums.pos ?? 0), paylink: Number(sums.paylink ?? 0), checkout: Number(sums.checkout ?? 0) };
}

async function viewOf(
  ctx: Context,
  tx: Tx,
  found: { closing: typeof posClosings.$inferSelect; branch: string | null },
) {
  const { closing, branch } = found;
  const rows = await tx
    .select()
    .from(posClosingRows)
    .where(and(eq(posClosingRows.merchantId, ctx.merchantId), eq(posClosingRows.closingId, closing.id)))
    .orderBy(asc(posClosingRows.happenedOn), asc(posClosingRows.subjectId));
  const people = [closing.cashierId, closing.countedBy, closing.signedBy].filter((id) => id !== null);
  const names = await userNames(ctx.merchantId, people);
  const me = "userId" in ctx.actor ? ctx.actor.userId : undefined;
  const isOther = me !== closing.countedBy && me !== closing.cashierId;
  return ClosingView.parse({
    id: closing.id,
    day: closing.day,
    status: closing.status,
    because: toBecause(closing.because, closing.createdAt),
    cashier: { id: closing.cashierId, name: names.get(closing.cashierId) ?? closing.cashierId },
    branch: closing.branchId === "" ? null : { id: closing.branchId, name: branch ?? closing.branchId },
    expected: sumsOf(closing.expected),
    counted: sumsOf(closing.counted),
    difference: Number(closing.difference),
    reason: closing.reason,
    counted_by: names.get(closing.countedBy) ?? closing.countedBy,
    counted_at: closing.countedAt.toISOString(),
    signed_by: closing.signedBy === null ? null : (names.get(closing.signedBy) ?? closing.signedBy),
    signed_at: closing.signedAt?.toISOString() ?? null,
    may_sign: closing.status === "counted" && isOther && ctx.permissions.includes("pos:sign"),
    rows: rows.map((row) => ({
      kind: row.subjectKind,
      id: row.subjectId,
      channel: row.channel,
      amount: Number(row.amount),
      happened_on: row.happenedOn,
      late: row.happenedOn < closing.day,
    })),
  });
}

const select = (tx: Tx) =>
  tx
    .select({ closing: posClosings, branch: branches.name })
    .from(posClosings)
    .leftJoin(branches, and(eq(branches.merchantId, posClosings.merchantId), eq(branches.id, posClosings.branchId)));

/** Counted and locked days, the newest first. @throws AppError forbidden */
export async function listClosings(ctx: Context, filter: ClosingFilter): Promise<ClosingView[]> {
  requireRead(ctx);
  return withMerchant(ctx.merchantId, async (tx) => {
    const found = await select(tx)
      .where(
        and(
          visible(ctx),
          filter.day === undefined ? undefined : eq(posClosings.day, filter.day),
          filter.cashier_id === undefined ? undefined : eq(posClosings.cashierId, filter.cashier_id),
          filter.status === undefined ? undefined : eq(posClosings.status, filter.status),
        ),
      )
      .orderBy(desc(posClosings.day), desc(posClosings.id))
      .limit(filter.limit);
    const views: ClosingView[] = [];
    for (const row of found) views.push(await viewOf(ctx, tx, row));
    return views;
  });
}

/** @throws AppError forbidden, not_found (also for another merchant's id and another cashier's day) */
export async function getClosing(ctx: Context, id: string): Promise<ClosingView> {
  requireRead(ctx);
  return withMerchant(ctx.merchantId, async (tx) => {
    const [found] = await select(tx).where(and(visible(ctx), eq(posClosings.id, id)));
    if (!found) throw new AppError("not_found", "no such day");
    return viewOf(ctx, tx, found);
  });
}

type Item = { branch_id: string; channel: string; sum: string; items: string };

/**
 * What the books expect of a cashier's day now, by branch; nothing is written.
 * @throws AppError forbidden (another person's day without `pos:sign`)
 */
export async function getOpenDay(ctx: Context, day: string, cashierId?: string): Promise<OpenDay> {
  requireRead(ctx);
  const own = "userId" in ctx.actor ? ctx.actor.userId : "";
  const cashier = cashierId ?? own;
  if (cashier !== own && !ctx.permissions.includes("pos:sign")) {
    throw new AppError("forbidden", "another person's day", { permission: "pos:sign" });
  }
  return withMerchant(ctx.merchantId, async (tx) => {
    const known = await tx
      .select()
      .from(branches)
      .where(eq(branches.merchantId, ctx.merchantId))
      .orderBy(asc(branches.name));
    const found =
      await tx.execute<Item>(sql`select b.id as branch_id, i.channel, sum(i.amount)::text as sum, count(*)::text as items
      from unnest(${sql.param(["", ...known.map(({ id }) => id)])}::text[]) b(id),
        lateral pos_day_items(${ctx.merchantId}, ${ctx.mode}, ${day}::date, ${cashier}, b.id) i group by 1, 2`);
    const of = (branchId: string) => found.rows.filter((row) => row.branch_id === branchId);
    const group = (branch: { id: string; name: string } | null) => ({
      branch,
      expected: sumsOf(Object.fromEntries(of(branch?.id ?? "").map(({ channel, sum }) => [channel, sum]))),
      items: of(branch?.id ?? "").reduce((all, { items }) => all + Number(items), 0),
    });
    return { day, cashier_id: cashier, branches: [group(null), ...known.map(({ id, name }) => group({ id, name }))] };
  });
}
