import "server-only";
import { and, desc, eq, type SQL } from "drizzle-orm";
import { payoutBatches, payouts } from "@/db/schema/escrow/payouts";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { placeAfter } from "@/lib/runtime/list/place-after";
import { bankFile } from "./bank-file";
import { toPayoutDto } from "./payout-dto";
import type { BankFileDto, PayoutDto, PayoutFilter } from "./schemas";

export type PayoutPage = { object: "list"; data: PayoutDto[]; has_more: boolean };

function requireRead(ctx: Context): void {
  if (!ctx.permissions.includes("payouts:read")) throw new AppError("forbidden", "payouts:read is needed");
}

function visible(ctx: Context): SQL | undefined {
  requireRead(ctx);
  return and(eq(payouts.merchantId, ctx.merchantId), eq(payouts.mode, ctx.mode));
}

/** @throws AppError forbidden, not_found (also for another merchant's id and the other mode) */
export async function getPayout(ctx: Context, id: string): Promise<PayoutDto> {
  const where = and(visible(ctx), eq(payouts.id, id));
  const [row] = await withMerchant(ctx.merchantId, (tx) => tx.select().from(payouts).where(where));
  if (!row) throw new AppError("not_found", "no such payout");
  return toPayoutDto(row);
}

/** Newest first, keyset paging. @throws AppError forbidden, invalid_input for an unknown `starting_after` */
export async function listPayouts(ctx: Context, filter: PayoutFilter): Promise<PayoutPage> {
  const seen = visible(ctx);
  const rows = await withMerchant(ctx.merchantId, async (tx) =>
    tx
      .select()
      .from(payouts)
      .where(
        and(
          seen,
          filter.status === undefined ? undefined : eq(payouts.status, filter.status),
          filter.escrow_id === undefined ? undefined : eq(payouts.escrowId, filter.escrow_id),
          await placeAfter(tx, { at: payouts.createdAt, id: payouts.id }, seen, filter.starting_after),
        ),
      )
      .orderBy(desc(payouts.createdAt), desc(payouts.id))
      .limit(filter.limit + 1),
  );
  return { object: "list", data: rows.slice(0, filter.limit).map(toPayoutDto), has_more: rows.length > filter.limit };
}

/** A file for the bank by its id, as it was written. @throws AppError forbidden, not_found */
export async function getBankFile(ctx: Context, id: string): Promise<BankFileDto> {
  requireRead(ctx);
  const [batch] = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select()
      .from(payoutBatches)
      .where(
        and(eq(payoutBatches.merchantId, ctx.merchantId), eq(payoutBatches.mode, ctx.mode), eq(payoutBatches.id, id)),
      ),
  );
  if (!batch) throw new AppError("not_found", "no such file");
  return bankFile(batch);
}
