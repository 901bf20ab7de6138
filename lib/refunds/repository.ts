import "server-only";
import { and, eq } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { refunds } from "@/db/schema/refunds";
import { withMerchant } from "@/db/tenancy";
import { readProviderAccount } from "@/lib/settings/provider-account-repository";

const UNDER_WAY = ["sending", "sent", "unknown"];

/**
 * A refund with its account, what its payment took and gave back so far, the provider records that other refunds of the
 * same payment already claimed, those under way that look the same, and all under way. Amounts in minor units.
 */
export async function readRefund(merchantId: string, refundId: string) {
  return withMerchant(merchantId, async (tx) => {
    const [refund] = await tx
      .select()
      .from(refunds)
      .where(and(eq(refunds.merchantId, merchantId), eq(refunds.id, refundId)));
    if (!refund) return undefined;
    const all = await tx
      .select({
        id: refunds.id,
        status: refunds.status,
        amount: refunds.amount,
        transactionId: refunds.providerTransactionId,
        sentAt: refunds.sentAt,
        reversalId: refunds.providerReversalId,
      })
      .from(refunds)
      .where(and(eq(refunds.merchantId, merchantId), eq(refunds.paymentId, refund.paymentId)));
    const account = await readProviderAccount(tx, merchantId, refund.providerAccountId);
    const [sale] = await tx
      .select({ charged: payments.amountCharged, refunded: payments.amountRefunded, paidAt: payments.paidAt })
      .from(payments)
      .where(and(eq(payments.merchantId, merchantId), eq(payments.id, refund.paymentId)));
    const others = all.filter(({ id, status }) => id !== refund.id && UNDER_WAY.includes(status));
    return {
      refund,
      account,
      sale: { charged: sale?.charged ?? 0n, refunded: sale?.refunded ?? 0n, paidAt: sale?.paidAt ?? undefined },
      claimed: new Set(all.map(({ reversalId }) => reversalId)),
      twins: others.filter(
        ({ amount, transactionId }) => amount === refund.amount && transactionId === refund.providerTransactionId,
      ),
      others,
    };
  });
}
