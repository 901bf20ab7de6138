import "server-only";
import { eq } from "drizzle-orm";
import { merchants } from "@/db/schema/merchants";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import type { PayerTexts } from "./payer-texts-schemas";

/** The caller's shop's own texts. @throws AppError forbidden */
export async function getPayerTexts(ctx: Context): Promise<PayerTexts> {
  if (!ctx.permissions.includes("payments:read-all")) throw new AppError("forbidden", "payments:read-all is needed");
  const [row] = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ privacy: merchants.privacyText, distance_sales: merchants.distanceSalesText })
      .from(merchants)
      .where(eq(merchants.merchantId, ctx.merchantId)),
  );
  return row ?? { privacy: null, distance_sales: null };
}
