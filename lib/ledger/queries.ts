import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { entries } from "@/db/schema/ledger";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";

/** Minor units; what we are owed is positive, what we owe is negative. */
export type Balance = { account: string; currency: string; amount: number };

/**
 * What every account of the caller's merchant holds in the caller's mode, summed from the entries themselves; the
 * sums of each currency are zero together.
 * @throws AppError forbidden
 */
export async function balancesOf(ctx: Context): Promise<Balance[]> {
  // A cashier sees the payments of their own links; these sums are everybody's.
  if (!ctx.permissions.includes("payments:read-all")) throw new AppError("forbidden", "payments:read-all is needed");
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({
        account: entries.accountCode,
        currency: entries.currency,
        amount: sql<string>`sum(${entries.amount})`,
      })
      .from(entries)
      .where(and(eq(entries.merchantId, ctx.merchantId), eq(entries.mode, ctx.mode)))
      .groupBy(entries.accountCode, entries.currency)
      .orderBy(asc(entries.accountCode), asc(entries.currency)),
  );
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }));
}
