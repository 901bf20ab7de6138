import "server-only";
import { and, eq } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import type { Tx } from "@/db/tenancy";
import { readBuyerAccount } from "@/lib/escrow/buyer/queries";

/** The account of a payment and where its payer can be written to; undefined where nothing is held for it. */
export async function readHeldPayment(tx: Tx, merchantId: string, paymentId: string) {
  const account = await readBuyerAccount(tx, merchantId, paymentId);
  if (account === undefined) return undefined;
  const [payment] = await tx
    .select({ email: payments.customerEmail })
    .from(payments)
    .where(and(eq(payments.merchantId, merchantId), eq(payments.id, paymentId)));
  return { escrowId: account.id, mode: account.mode, email: payment?.email ?? null };
}
