import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { disputes } from "@/db/schema/escrow/disputes";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import { toJsonInteger } from "@/lib/kernel/money";
import { toBecause } from "@/lib/runtime/because-dto";
import type { Context } from "@/lib/runtime/context";
import { DisputeDto, type DisputeFilter } from "../schemas";

export type DisputePage = { object: "list"; data: DisputeDto[]; has_more: boolean };

function visible(ctx: Context): SQL | undefined {
  if (!ctx.permissions.includes("escrow:read")) throw new AppError("forbidden", "escrow:read is needed");
  return and(eq(disputes.merchantId, ctx.merchantId), eq(disputes.mode, ctx.mode));
}

function toDto(row: typeof disputes.$inferSelect): DisputeDto {
  return DisputeDto.parse({
    id: row.id,
    object: "dispute",
    mode: row.mode,
    created_at: row.createdAt.toISOString(),
    kind: row.kind,
    status: row.status,
    because: toBecause(row.because, row.createdAt),
    reason: row.reason,
    amount: toJsonInteger(row.amount),
    from_held: toJsonInteger(row.fromHeld),
    from_released: toJsonInteger(row.fromReleased),
    currency: row.currency,
    payment_id: row.paymentId,
    escrow_id: row.escrowId,
    provider_reference: row.providerReference,
    deadline_at: row.deadlineAt?.toISOString() ?? null,
    owner_id: row.ownerId,
    outcome: row.outcome,
    ended_at: row.endedAt?.toISOString() ?? null,
  });
}

/** @throws AppError forbidden, not_found (also for another merchant's id and the other mode) */
export async function getDispute(ctx: Context, id: string): Promise<DisputeDto> {
  const where = and(visible(ctx), eq(disputes.id, id));
  const [row] = await withMerchant(ctx.merchantId, (tx) => tx.select().from(disputes).where(where));
  if (!row) throw new AppError("not_found", "no such dispute");
  return toDto(row);
}

/** Open ones first, by deadline, then the newest; keyset paging. @throws AppError forbidden, not_found for an unknown `starting_after` */
export async function listDisputes(ctx: Context, filter: DisputeFilter): Promise<DisputePage> {
  const seen = visible(ctx);
  const after = filter.starting_after === undefined ? undefined : await getDispute(ctx, filter.starting_after);
  const rank = sql`case when ${disputes.status} = 'open' then 0 else 1 end`;
  const due = sql`extract(epoch from case when ${disputes.status} = 'open' then coalesce(${disputes.deadlineAt}, ${disputes.createdAt} + interval '100 years')
    else ${disputes.createdAt} end) * case when ${disputes.status} = 'open' then 1 else -1 end`;
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select()
      .from(disputes)
      .where(
        and(
          seen,
          filter.status === undefined ? undefined : eq(disputes.status, filter.status),
          filter.kind === undefined ? undefined : eq(disputes.kind, filter.kind),
          after === undefined
            ? undefined
            : sql`(${rank}, ${due}, ${disputes.id}) > (select ${rank}, ${due}, id from disputes
                where merchant_id = ${ctx.merchantId} and id = ${after.id})`,
        ),
      )
      .orderBy(rank, due, disputes.id)
      .limit(filter.limit + 1),
  );
  return { object: "list", data: rows.slice(0, filter.limit).map(toDto), has_more: rows.length > filter.limit };
}
