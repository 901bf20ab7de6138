import "server-only";
import { eq } from "drizzle-orm";
import { merchants } from "@/db/schema/merchants";
import { withMerchant } from "@/db/tenancy";

/** The merchant's part of the dashboard's addresses. */
export async function merchantSlug(merchantId: string): Promise<string> {
  const [row] = await withMerchant(merchantId, (tx) =>
    tx.select({ slug: merchants.slug }).from(merchants).where(eq(merchants.merchantId, merchantId)),
  );
  if (!row) throw new Error("no such merchant");
  return row.slug;
}
