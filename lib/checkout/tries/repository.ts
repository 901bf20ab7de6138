import "server-only";
import { and, desc, eq, inArray, isNotNull } from "drizzle-orm";
import { checkouts } from "@/db/schema/checkouts";
import { attempts, payments } from "@/db/schema/payments";
import { type Tx, withMerchant } from "@/db/tenancy";
import { readProviderAccount } from "@/lib/settings/provider-account-repository";

export type AttemptRecord = typeof attempts.$inferSelect;
export type TryRecord = NonNullable<Awaited<ReturnType<typeof readTry>>>;

const LIVE = ["created", "redirected", "returned", "charging", "authorised", "unknown"];
const BATCH = 500;

/** One try with its payment, its checkout and the account that carries it. */
export async function readTry(merchantId: string, attemptId: string) {
  return withMerchant(merchantId, async (tx) => {
    const [row] = await tx
      .select({ attempt: attempts, payment: payments, checkout: checkouts })
      .from(attempts)
      .innerJoin(payments, and(eq(payments.merchantId, attempts.merchantId), eq(payments.id, attempts.paymentId)))
      .innerJoin(checkouts, and(eq(checkouts.merchantId, payments.merchantId), eq(checkouts.id, payments.checkoutId)))
      .where(and(eq(attempts.merchantId, merchantId), eq(attempts.id, attemptId)));
    if (!row) return undefined;
    return { ...row, account: await readProviderAccount(tx, merchantId, row.attempt.providerAccountId) };
  });
}

/** The tries of a payment that a question may still change, newest first: live ones, and failed ones still watched. */
export async function openTries(merchantId: string, paymentId: string): Promise<string[]> {
  const rows = await withMerchant(merchantId, (tx) =>
    tx
      .select({ id: attempts.id, status: attempts.status, nextCheckAt: attempts.nextCheckAt })
      .from(attempts)
      .where(and(eq(attempts.merchantId, merchantId), eq(attempts.paymentId, paymentId), isNotNull(attempts.chargeBy)))
      .orderBy(desc(attempts.startedAt)),
  );
  return rows.filter(({ status, nextCheckAt }) => LIVE.includes(status) || nextCheckAt !== null).map(({ id }) => id);
}

/** The newest try of a payment. */
export async function newestTry(tx: Tx, merchantId: string, paymentId: string): Promise<AttemptRecord | undefined> {
  const [row] = await tx
    .select()
    .from(attempts)
    .where(and(eq(attempts.merchantId, merchantId), eq(attempts.paymentId, paymentId)))
    .orderBy(desc(attempts.startedAt), desc(attempts.id))
    .limit(1);
  return row;
}

/** Whether any try of the checkout may still take money. */
export async function hasLiveTry(tx: Tx, merchantId: string, checkoutId: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: attempts.id })
    .from(attempts)
    .innerJoin(payments, and(eq(payments.merchantId, attempts.merchantId), eq(payments.id, attempts.paymentId)))
    .where(
      and(eq(payments.merchantId, merchantId), eq(payments.checkoutId, checkoutId), inArray(attempts.status, LIVE)),
    )
    .limit(1);
  return row !== undefined;
}

/** The last tries of a checkout, newest first; a payer who comes back comes from one of them. */
export async function recentTries(merchantId: string, checkoutId: string): Promise<string[]> {
  const rows = await withMerchant(merchantId, (tx) =>
    tx
      .select({ id: attempts.id })
      .from(attempts)
      .innerJoin(payments, and(eq(payments.merchantId, attempts.merchantId), eq(payments.id, attempts.paymentId)))
      .where(and(eq(payments.merchantId, merchantId), eq(payments.checkoutId, checkoutId)))
      .orderBy(desc(attempts.startedAt))
      .limit(6),
  );
  return rows.map(({ id }) => id);
}

/** Our tries behind the references of a provider's list, by reference; of several the first, which carries the name. */
export async function readTriesByReference(
  merchantId: string,
  accountId: string,
  references: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let start = 0; start < references.length; start += BATCH) {
    const batch = references.slice(start, start + BATCH);
    const rows = await withMerchant(merchantId, (tx) =>
      tx
        .select({ id: attempts.id, reference: attempts.providerReference })
        .from(attempts)
        .where(
          and(
            eq(attempts.merchantId, merchantId),
            eq(attempts.providerAccountId, accountId),
            isNotNull(attempts.chargeBy),
            inArray(attempts.providerReference, batch),
          ),
        )
        .orderBy(desc(attempts.startedAt)),
    );
    for (const row of rows) found.set(row.reference, row.id);
  }
  return found;
}
