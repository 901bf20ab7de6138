import "server-only";
import { and, eq } from "drizzle-orm";
import { refunds } from "@/db/schema/refunds";
import { withMerchant } from "@/db/tenancy";
import { readProviderAccount } from "@/lib/settings/provider-account-repository";

/** A refund with its account and the provider records that other refunds of the same payment already claimed. */
export async function readRefund(merchantId: string, refundId: string) {
  return withMerchant(merchantId, async (tx) => {
    const [refund] = await tx
      .select()
      .from(refunds)
      .where(and(eq(refunds.merchantId, merchantId), eq(refunds.id, refundId)));
    if (!refund) return undefined;
    const claimed = await tx
      .select({ reversalId: refunds.providerReversalId })
      .from(refunds)
      .where(and(eq(refunds.merchantId, merchantId), eq(refunds.paymentId, refund.paymentId)));
    const account = await readProviderAccount(tx, merchantId, refund.providerAccountId);
    return { refund, account, claimed: new Set(claimed.map(({ reversalId }) => reversalId)) };
  });
}
