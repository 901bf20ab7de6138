import "server-only";
import { eq } from "drizzle-orm";
import { merchants } from "@/db/schema/merchants";
import type { Tx } from "@/db/tenancy";
import type { CheckoutPage } from "@/lib/checkout/schemas";

/** The texts a payer is shown before paying; null where the merchant gave none. */
export async function readMerchantTexts(tx: Tx, merchantId: string): Promise<CheckoutPage["texts"]> {
  const [row] = await tx
    .select({ privacy: merchants.privacyText, distanceSales: merchants.distanceSalesText })
    .from(merchants)
    .where(eq(merchants.merchantId, merchantId));
  return row ?? { privacy: null, distanceSales: null };
}
