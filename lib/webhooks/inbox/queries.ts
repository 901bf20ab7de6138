import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { providerEvents } from "@/db/schema/provider-traffic";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import type {
  NotificationDetail,
  NotificationDto,
  NotificationEffect,
  NotificationFilter,
  NotificationPage,
} from "./schemas";

const NOT_READ = "not_read";

function demandDeveloper(ctx: Context): void {
  if (!ctx.permissions.includes("developer:read")) throw new AppError("forbidden", "developer:read is needed");
}

type Row = typeof providerEvents.$inferSelect;

const toDto = (row: Row): NotificationDto => ({
  id: row.id,
  object: "notification",
  mode: row.mode,
  created_at: row.receivedAt.toISOString(),
  last_received_at: row.lastReceivedAt.toISOString(),
  applied_at: row.appliedAt?.toISOString() ?? null,
  provider: row.provider as NotificationDto["provider"],
  source: row.source,
  deliveries: row.deliveries,
  trust: row.trust,
  status: row.status,
  reason: (row.because as { text?: string } | null)?.text ?? null,
  subject_kind: row.subjectKind as NotificationDto["subject_kind"],
  subject_id: row.subjectId,
  address: row.address,
});

/** Of a notification: its own id, what it is about, or the payment and reference of that. */
const names = (ctx: Context, q: string): SQL => sql`(
  ${providerEvents.id} = ${q} or ${providerEvents.subjectId} = ${q} or ${providerEvents.subjectId} in (
    select id from paylinks where merchant_id = ${ctx.merchantId} and provider_reference = ${q}
    union all select id from attempts where merchant_id = ${ctx.merchantId} and (provider_reference = ${q} or payment_id = ${q})
    union all select id from pos_sessions where merchant_id = ${ctx.merchantId} and (provider_reference = ${q} or payment_id = ${q})
    union all select paylink_id from payments where merchant_id = ${ctx.merchantId} and id = ${q}))`;

function conditions(ctx: Context, filter: NotificationFilter): SQL | undefined {
  const { status, trust, provider, q, from, to, starting_after: after } = filter;
  const e = providerEvents;
  return and(
    eq(e.merchantId, ctx.merchantId),
    eq(e.mode, ctx.mode),
    status === undefined ? undefined : eq(e.status, status),
    trust === undefined ? undefined : eq(e.trust, trust),
    provider === undefined ? undefined : eq(e.provider, provider),
    q ? names(ctx, q) : undefined,
    from === undefined ? undefined : sql`${e.receivedAt} >= (${from}::date::timestamp at time zone 'Europe/Istanbul')`,
    to === undefined ? undefined : sql`${e.receivedAt} < ((${to}::date + 1)::timestamp at time zone 'Europe/Istanbul')`,
    // Ids sort by the time they were made, so that a page is a walk along the primary key.
    after === undefined ? undefined : sql`${e.id} < ${after}`,
  );
}

/** What providers and returning browsers told us at the caller's merchant, refused ones as well, newest first. @throws AppError forbidden */
export async function listNotifications(ctx: Context, filter: NotificationFilter): Promise<NotificationPage> {
  demandDeveloper(ctx);
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select()
      .from(providerEvents)
      .where(conditions(ctx, filter))
      .orderBy(sql`${providerEvents.id} desc`)
      .limit(filter.limit + 1),
  );
  return { object: "list", data: rows.slice(0, filter.limit).map(toDto), has_more: rows.length > filter.limit };
}

/** One notification with its text and what it led to. @throws AppError forbidden, not_found */
export async function getNotification(ctx: Context, id: string): Promise<NotificationDetail> {
  demandDeveloper(ctx);
  return withMerchant(ctx.merchantId, async (tx) => {
    const mine = and(
      eq(providerEvents.merchantId, ctx.merchantId),
      eq(providerEvents.mode, ctx.mode),
      eq(providerEvents.id, id),
    );
    const [row] = await tx.select().from(providerEvents).where(mine);
    if (!row) throw new AppError("not_found", "no such notification");
    const { rows } = await tx.execute<Omit<NotificationEffect, "at"> & { at: string | Date }>(sql`
      select at, action, subject_kind, subject_id, payment_id, from_status, to_status from audit_log
      where merchant_id = ${ctx.merchantId} and data->>'event_id' = ${id}
        and payment_id in (
          select id from payments where merchant_id = ${ctx.merchantId} and (paylink_id = ${row.subjectId} or pos_session_id = ${row.subjectId})
          union all select payment_id from attempts where merchant_id = ${ctx.merchantId} and id = ${row.subjectId}
          union all select payment_id from pos_sessions where merchant_id = ${ctx.merchantId} and id = ${row.subjectId})
      order by seq limit 20`);
    return {
      ...toDto(row),
      content_type: row.contentType,
      body: row.body,
      body_sha256: row.bodySha256 === NOT_READ ? null : row.bodySha256,
      effects: rows.map((effect) => ({ ...effect, at: new Date(effect.at).toISOString() })),
    };
  });
}
