import "server-only";
import { and, desc, eq } from "drizzle-orm";
import type { payments } from "@/db/schema/payments";
import { refunds } from "@/db/schema/refunds";
import type { Tx } from "@/db/tenancy";
import { mailAddress } from "@/lib/email/mail-address";
import { readBuyerCase } from "@/lib/escrow/buyer/queries";
import { deliveryPage, type PayDelivery } from "./delivery-page";
import { isUnderWay, type PayRefund, refundPage } from "./refund-page";

type Payment = typeof payments.$inferSelect;

export type AfterPaying = { delivery: PayDelivery | null; refund: PayRefund | null };

/** What happens to a paid payment's money: held until the delivery, on its way back, or neither. */
export async function readAfterPaying(tx: Tx, payment: Payment, now: Date): Promise<AfterPaying> {
  const { merchantId, id } = payment;
  const rows = await tx
    .select()
    .from(refunds)
    .where(and(eq(refunds.merchantId, merchantId), eq(refunds.paymentId, id)))
    .orderBy(desc(refunds.createdAt), desc(refunds.id));
  const shown = rows.flatMap((row) => refundPage(row) ?? []);
  const found = await readBuyerCase(tx, merchantId, id);
  if (found === undefined) return { delivery: null, refund: shown[0] ?? null };
  const { account } = found;
  const isReturning = account.amountHeld === 0n && shown.some(isUnderWay);
  const hasAddress = mailAddress(payment.customerEmail) !== undefined;
  const delivery = deliveryPage(found, { now, hasAddress, isReturning }) ?? null;
  return { delivery, refund: shown[0] ?? null };
}
