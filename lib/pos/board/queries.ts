import "server-only";
import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, notInArray, type SQL, sql } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { posSessions } from "@/db/schema/pos/sessions";
import { withMerchant } from "@/db/tenancy";
import { userNames } from "@/lib/auth/user-names.system";
import { AppError } from "@/lib/kernel/errors";
import { getTimeline } from "@/lib/payments/timeline.queries";
import type { Context } from "@/lib/runtime/context";
import { findPosRow, listPosSessions, requirePosRead, selectPos, visiblePos } from "../sales/queries";
import { toPosView } from "../sales/session-dto";
import type { PosSessionFilter, PosSessionView } from "../schemas";
import { LIVE_POS_STATUSES, type PosStatus } from "../session";
import type { PosBoard, PosSaleStory, PosSaleView } from "./schemas";

const MOST_OPEN = 100;
const MOST_FINISHED = 12;
const MOST_ALARMS = 20;
const OPEN: PosStatus[] = [...LIVE_POS_STATUSES, "unknown"];

async function withCashiers(ctx: Context, views: readonly PosSessionView[]): Promise<PosSaleView[]> {
  const names = await userNames(
    ctx.merchantId,
    views.map(({ created_by }) => created_by),
  );
  return views.map((view) => ({ ...view, cashier: names.get(view.created_by) ?? null }));
}

async function read(ctx: Context, condition: SQL | undefined, order: SQL[], most: number): Promise<PosSaleView[]> {
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    selectPos(tx)
      .where(and(visiblePos(ctx), condition))
      .orderBy(...order)
      .limit(most),
  );
  return withCashiers(
    ctx,
    rows.map((row) => toPosView(ctx, row)),
  );
}

const newest = () => [desc(posSessions.createdAt), desc(posSessions.id)];
const oldest = () => [asc(posSessions.createdAt), asc(posSessions.id)];

/** Late successes that nobody has read. @throws AppError forbidden */
export async function listPosAlarms(ctx: Context): Promise<PosSaleView[]> {
  requirePosRead(ctx);
  return read(ctx, and(isNotNull(posSessions.alarmAt), isNull(posSessions.alarmSeenBy)), newest(), MOST_ALARMS);
}

/** What the live board shows, by risk: unknown, alarms, what runs, what ended today (Istanbul). @throws AppError forbidden */
export async function getPosBoard(ctx: Context): Promise<Omit<PosBoard, "now">> {
  requirePosRead(ctx);
  const midnight = sql`date_trunc('day', vezne_now() at time zone 'Europe/Istanbul') at time zone 'Europe/Istanbul'`;
  const endedToday = and(notInArray(posSessions.status, OPEN), gte(posSessions.createdAt, midnight));
  const [unknown, live, alarms, finished, counted] = await Promise.all([
    read(ctx, eq(posSessions.status, "unknown"), oldest(), MOST_OPEN),
    read(ctx, inArray(posSessions.status, [...LIVE_POS_STATUSES]), oldest(), MOST_OPEN),
    listPosAlarms(ctx),
    read(ctx, endedToday, newest(), MOST_FINISHED),
    withMerchant(ctx.merchantId, (tx) =>
      tx
        .select({ count: count() })
        .from(posSessions)
        .where(and(visiblePos(ctx), endedToday)),
    ),
  ]);
  return { unknown, live, alarms, finished, finished_count: counted[0]?.count ?? 0 };
}

/** The list with the cashiers' names, newest first. @throws AppError as listPosSessions */
export async function listPosSales(
  ctx: Context,
  filter: PosSessionFilter,
): Promise<{ object: "list"; data: PosSaleView[]; has_more: boolean }> {
  const page = await listPosSessions(ctx, filter);
  return { ...page, data: await withCashiers(ctx, page.data) };
}

/** One try, every try of its sale (oldest first) and everything that happened to them. @throws AppError forbidden, not_found */
export async function getPosStory(ctx: Context, id: string): Promise<PosSaleStory> {
  const row = await findPosRow(ctx, id);
  const tries = await read(ctx, eq(posSessions.paymentId, row.session.paymentId), oldest(), MOST_OPEN);
  const sale = tries.find((one) => one.id === id);
  if (!sale) throw new AppError("not_found", "no such session");
  const timeline = await getTimeline(ctx, { paymentId: row.session.paymentId, paylinkId: null });
  return { now: ctx.clock.now().toISOString(), sale, tries, timeline };
}

/** The customer's own page of a paid try, where its receipt is. @throws AppError forbidden, not_found (also when nothing was taken) */
export async function getPosReceiptToken(ctx: Context, id: string): Promise<string> {
  const { payment } = await findPosRow(ctx, id);
  const [row] = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ token: payments.token, paidAt: payments.paidAt })
      .from(payments)
      .where(and(eq(payments.merchantId, ctx.merchantId), eq(payments.id, payment.id))),
  );
  if (!row || row.paidAt === null) throw new AppError("not_found", "nothing was taken by this try");
  return row.token;
}
