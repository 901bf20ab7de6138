import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import { captures } from "@/db/schema/captures";
import { attempts, payments } from "@/db/schema/payments";
import { withMerchant } from "@/db/tenancy";
import { readProviderAccount } from "@/lib/settings/provider-account-repository";

/** A capture with its payment's link and reference and the account that carries it. */
export async function readCapture(merchantId: string, captureId: string) {
  return withMerchant(merchantId, async (tx) => {
    const [row] = await tx
      .select({ capture: captures, paylinkId: payments.paylinkId, reference: payments.providerReference })
      .from(captures)
      .innerJoin(payments, and(eq(payments.merchantId, captures.merchantId), eq(payments.id, captures.paymentId)))
      .where(and(eq(captures.merchantId, merchantId), eq(captures.id, captureId)));
    if (!row) return undefined;
    return { ...row, account: await readProviderAccount(tx, merchantId, row.capture.providerAccountId) };
  });
}

export type HeldBy = { paylinkId: string } | { paymentId: string };

/** The payments of a link, or the one named, that still hold an authorised amount, with its authorisation there. */
export async function authorisedPayments(
  merchantId: string,
  of: HeldBy,
): Promise<{ paymentId: string; transactionId: string | null }[]> {
  return withMerchant(merchantId, (tx) =>
    tx
      .select({ paymentId: payments.id, transactionId: attempts.providerTransactionId })
      .from(payments)
      .innerJoin(attempts, and(eq(attempts.merchantId, payments.merchantId), eq(attempts.paymentId, payments.id)))
      .where(
        and(
          eq(payments.merchantId, merchantId),
          "paymentId" in of ? eq(payments.id, of.paymentId) : eq(payments.paylinkId, of.paylinkId),
          eq(payments.status, "authorised"),
          eq(attempts.status, "authorised"),
          isNotNull(attempts.providerTransactionId),
        ),
      ),
  );
}
