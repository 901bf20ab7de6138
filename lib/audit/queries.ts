import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { withMerchant } from "@/db/tenancy";
import { userNames } from "@/lib/auth/user-names.system";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { ACTOR_KINDS, type AuditFilter, type AuditPage, type AuditRow } from "./schemas";

function requireAudit(ctx: Context): void {
  if (!ctx.permissions.includes("audit:read")) throw new AppError("forbidden", "audit:read is needed");
}

const isKind = (actor: string): boolean => (ACTOR_KINDS as readonly string[]).includes(actor);

function conditions(ctx: Context, filter: AuditFilter): SQL[] {
  const when = (value: string | undefined, make: (present: string) => SQL): SQL[] =>
    value === undefined || value === "" ? [] : [make(value)];
  return [
    sql`merchant_id = ${ctx.merchantId} and mode = ${ctx.mode}`,
    ...when(filter.after, (after) => sql`seq < ${after}::bigint`),
    ...when(filter.actor, (actor) => (isKind(actor) ? sql`actor_kind = ${actor}` : sql`actor_id = ${actor}`)),
    ...when(filter.subject, (kind) => sql`subject_kind = ${kind}`),
    ...when(filter.action, (action) => sql`action = ${action}`),
    ...when(filter.q, (id) => sql`${id} in (subject_id, payment_id, paylink_id, actor_id)`),
    ...when(filter.from, (day) => sql`at >= (${day}::date::timestamp at time zone 'Europe/Istanbul')`),
    ...when(filter.to, (day) => sql`at < ((${day}::date + 1)::timestamp at time zone 'Europe/Istanbul')`),
  ];
}

type Row = Omit<AuditRow, "actor_name" | "at"> & { at: string | Date };

/**
 * What was done at the caller's merchant in the caller's mode, newest first; paged by the log's own number.
 * @throws AppError forbidden
 */
export async function listAudit(ctx: Context, filter: AuditFilter): Promise<AuditPage> {
  requireAudit(ctx);
  const rows = await withMerchant(ctx.merchantId, async (tx) => {
    const answer = await tx.execute(
      sql`select seq::text as id, at, actor_kind, actor_id, action, subject_kind, subject_id, payment_id, paylink_id,
          from_status, to_status, data
        from audit_log where ${sql.join(conditions(ctx, filter), sql` and `)}
        order by seq desc limit ${filter.limit + 1}`,
    );
    return answer.rows as Row[];
  });
  const shown = rows.slice(0, filter.limit);
  const people = shown.filter(({ actor_kind }) => actor_kind === "user").map(({ actor_id }) => actor_id);
  const names = await userNames(ctx.merchantId, people);
  const data = shown.map((row) => ({
    ...row,
    at: new Date(row.at).toISOString(),
    actor_name: names.get(row.actor_id) ?? null,
  }));
  return { data, has_more: rows.length > filter.limit };
}

/** How much of the log stands under the chain. The tail is sealed within a second while a worker runs. @throws AppError forbidden */
export async function sealedPart(
  ctx: Context,
): Promise<{ sealed: number; sealed_at: string | null; unsealed: number }> {
  requireAudit(ctx);
  return withMerchant(ctx.merchantId, async (tx) => {
    const { rows } = await tx.execute(
      sql`select h.position::text as sealed, h.sealed_at,
          (select count(*)::int from audit_log l where l.merchant_id = ${ctx.merchantId}
            and l.seq > coalesce(h.seq, 0) - 10000
            and not exists (select 1 from audit_seals s where s.merchant_id = l.merchant_id and s.seq = l.seq)) as unsealed
        from (select 1) one left join lateral (
          select position, seq, sealed_at from audit_seals where merchant_id = ${ctx.merchantId}
          order by position desc limit 1) h on true`,
    );
    const [row] = rows as { sealed: string | null; sealed_at: string | Date | null; unsealed: number }[];
    return {
      sealed: Number(row?.sealed ?? 0),
      sealed_at: row?.sealed_at ? new Date(row.sealed_at).toISOString() : null,
      unsealed: row?.unsealed ?? 0,
    };
  });
}
