import "server-only";
import { eq } from "drizzle-orm";
import { merchants } from "@/db/schema/merchants";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import { toJsonInteger } from "@/lib/kernel/money";
import type { Context } from "@/lib/runtime/context";
import type { LimitsDto } from "./schemas";

/** What one person may give back or release alone, minor units. @throws AppError forbidden */
export async function getLimits(ctx: Context): Promise<LimitsDto> {
  if (!ctx.permissions.includes("payments:read-all")) throw new AppError("forbidden", "payments:read-all is needed");
  const [row] = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ refund: merchants.refundLimit, release: merchants.releaseLimit })
      .from(merchants)
      .where(eq(merchants.merchantId, ctx.merchantId)),
  );
  if (!row) throw new AppError("not_found", "no such merchant");
  return { refund_limit: toJsonInteger(row.refund), release_limit: toJsonInteger(row.release) };
}
