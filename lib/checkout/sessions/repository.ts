import "server-only";
import { and, desc, eq, inArray } from "drizzle-orm";
import { checkouts } from "@/db/schema/checkouts";
import { payTokens } from "@/db/schema/directories";
import { attempts, payments } from "@/db/schema/payments";
import type { Tx } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import { openSession } from "../tries/session-seal";

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

/**
 * What the provider calls the newest try of each checkout: its session or page while that is open, then its
 * transaction. A checkout without a try is missing.
 */
export async function newestSessions(
  tx: Tx,
  merchantId: string,
  checkoutIds: readonly string[],
): Promise<Map<string | null, string | null>> {
  if (checkoutIds.length === 0) return new Map();
  const rows = await tx
    .selectDistinctOn([payments.checkoutId], { checkoutId: payments.checkoutId, attempt: attempts })
    .from(attempts)
    .innerJoin(payments, and(eq(payments.merchantId, attempts.merchantId), eq(payments.id, attempts.paymentId)))
    .where(and(eq(payments.merchantId, merchantId), inArray(payments.checkoutId, [...checkoutIds])))
    .orderBy(payments.checkoutId, desc(attempts.startedAt), desc(attempts.id));
  return new Map(
    rows.map(({ checkoutId, attempt }) => {
      const session = openSession(attempt);
      return [checkoutId, session.session_id ?? session.page_id ?? attempt.providerTransactionId];
    }),
  );
}
