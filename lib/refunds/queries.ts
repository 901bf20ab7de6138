import "server-only";
import { and, desc, eq, gte, lt, type SQL } from "drizzle-orm";
import { refunds } from "@/db/schema/refunds";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { placeAfter } from "@/lib/runtime/list/place-after";
import { toRefundDto } from "./refund-dto";
import type { RefundDto, RefundFilter } from "./schemas";

export type RefundPage = { object: "list"; data: RefundDto[]; has_more: boolean };

function visible(ctx: Context): SQL | undefined {
  if (!ctx.permissions.includes("payments:read-all")) throw new AppError("forbidden", "payments:read-all is needed");
  return and(eq(refunds.merchantId, ctx.merchantId), eq(refunds.mode, ctx.mode));
}

/** @throws AppError forbidden, not_found (also for another merchant's id and the other mode) */
export async function getRefund(ctx: Context, id: string): Promise<RefundDto> {
  const [row] = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select()
      .from(refunds)
      .where(and(visible(ctx), eq(refunds.id, id))),
  );
  if (!row) throw new AppError("not_found", "no such refund");
  return toRefundDto(row);
}

/** Newest first, keyset paging. @throws AppError forbidden, invalid_input for an unknown `starting_after` */
export async function listRefunds(ctx: Context, filter: RefundFilter): Promise<RefundPage> {
  const seen = visible(ctx);
  const rows = await withMerchant(ctx.merchantId, async (tx) =>
    tx
      .select()
      .from(refunds)
      .where(
        and(
          seen,
          filter.status === undefined ? undefined : eq(refunds.status, filter.status),
          filter.payment_id === undefined ? undefined : eq(refunds.paymentId, filter.payment_id),
          filter.created_from === undefined ? undefined : gte(refunds.createdAt, new Date(filter.created_from)),
          filter.created_to === undefined ? undefined : lt(refunds.createdAt, new Date(filter.created_to)),
          await placeAfter(tx, { at: refunds.createdAt, id: refunds.id }, seen, filter.starting_after),
        ),
      )
      .orderBy(desc(refunds.createdAt), desc(refunds.id))
      .limit(filter.limit + 1),
  );
  return { object: "list", data: rows.slice(0, filter.limit).map(toRefundDto), has_more: rows.length > filter.limit };
}
