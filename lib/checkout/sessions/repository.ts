import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { checkouts } from "@/db/schema/checkouts";
import { payTokens } from "@/db/schema/directories";
import { attempts, payments } from "@/db/schema/payments";
import type { Tx } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";

export type CheckoutRecord = typeof checkouts.$inferSelect;

/** Undefined when a checkout of this id is there already: the command that made it ran before. */
export async function insertCheckout(tx: Tx, row: typeof checkouts.$inferInsert): Promise<CheckoutRecord | undefined> {
  const [record] = await tx.insert(checkouts).values(row).onConflictDoNothing().returning();
  return record;
}

/** The directory entry behind `/pay/{token}`. */
export async function insertCheckoutToken(tx: Tx, row: typeof payTokens.$inferInsert): Promise<void> {
  await tx.insert(payTokens).values(row);
}

/** @throws AppError not_found, the same for a missing id and another merchant's */
export async function readCheckout(tx: Tx, merchantId: string, id: string): Promise<CheckoutRecord> {
  const [record] = await tx
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.merchantId, merchantId), eq(checkouts.id, id)));
  if (!record) throw new AppError("not_found", "no such checkout");
  return record;
}

/** The newest try of a checkout by its id at the provider; null before the first. */
export async function newestTransaction(tx: Tx, merchantId: string, checkoutId: string): Promise<string | null> {
  const [row] = await tx
    .select({ transactionId: attempts.providerTransactionId })
    .from(attempts)
    .innerJoin(payments, and(eq(payments.merchantId, attempts.merchantId), eq(payments.id, attempts.paymentId)))
    .where(and(eq(payments.merchantId, merchantId), eq(payments.checkoutId, checkoutId)))
    .orderBy(desc(attempts.startedAt))
    .limit(1);
  return row?.transactionId ?? null;
}
