import "server-only";
import { and, eq } from "drizzle-orm";
import { providerAccounts } from "@/db/schema/merchants";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";

/** Whether a payment can be taken at all in this mode. @throws AppError forbidden */
export async function hasProviderAccount(ctx: Context): Promise<boolean> {
  if (!ctx.permissions.includes("payments:read")) throw new AppError("forbidden", "payments:read is needed");
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ id: providerAccounts.id })
      .from(providerAccounts)
      .where(and(eq(providerAccounts.merchantId, ctx.merchantId), eq(providerAccounts.mode, ctx.mode)))
      .limit(1),
  );
  return rows.length > 0;
}
