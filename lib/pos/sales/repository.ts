import "server-only";
import { and, eq, inArray, or } from "drizzle-orm";
import { attempts } from "@/db/schema/payments";
import { posSessions } from "@/db/schema/pos/sessions";
import { withMerchant } from "@/db/tenancy";
import { readProviderAccount } from "@/lib/settings/provider-account-repository";
import { readTerminal } from "../terminals/repository";

export type PosRecord = typeof posSessions.$inferSelect;
export type PosWork = NonNullable<Awaited<ReturnType<typeof readPosWork>>>;

const BATCH = 500;

/** One try with its till and the account that carries it; undefined for a missing id and another merchant's alike. */
export async function readPosWork(merchantId: string, sessionId: string) {
  return withMerchant(merchantId, async (tx) => {
    const [session] = await tx
      .select()
      .from(posSessions)
      .where(and(eq(posSessions.merchantId, merchantId), eq(posSessions.id, sessionId)));
    if (!session) return undefined;
    const terminal = await readTerminal(tx, merchantId, session.terminalId);
    return { session, terminal, account: await readProviderAccount(tx, merchantId, session.providerAccountId) };
  });
}

/** The try on a phone that took this transaction, with its till and account. */
export async function readPaidPos(merchantId: string, paymentId: string, transactionId: string) {
  const [row] = await withMerchant(merchantId, (tx) =>
    tx
      .select({ id: posSessions.id })
      .from(attempts)
      .innerJoin(
        posSessions,
        and(
          eq(posSessions.merchantId, attempts.merchantId),
          eq(posSessions.providerReference, attempts.providerReference),
        ),
      )
      .where(
        and(
          eq(attempts.merchantId, merchantId),
          eq(attempts.paymentId, paymentId),
          eq(attempts.providerTransactionId, transactionId),
        ),
      ),
  );
  return row && readPosWork(merchantId, row.id);
}

/** Our tries behind the references of a provider's list, by reference. */
export async function posByReference(
  merchantId: string,
  accountId: string,
  references: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let start = 0; start < references.length; start += BATCH) {
    const rows = await withMerchant(merchantId, (tx) =>
      tx
        .select({ id: posSessions.id, reference: posSessions.providerReference })
        .from(posSessions)
        .where(
          and(
            eq(posSessions.merchantId, merchantId),
            eq(posSessions.providerAccountId, accountId),
            inArray(posSessions.providerReference, references.slice(start, start + BATCH)),
          ),
        ),
    );
    for (const row of rows) found.set(row.reference, row.id);
  }
  return found;
}

/** Every try of a sale, or the one named. */
export async function posSessionsOf(
  merchantId: string,
  of: { paymentId: string } | { sessionId: string },
): Promise<string[]> {
  const rows = await withMerchant(merchantId, (tx) =>
    tx
      .select({ id: posSessions.id })
      .from(posSessions)
      .where(
        and(
          eq(posSessions.merchantId, merchantId),
          or("paymentId" in of ? eq(posSessions.paymentId, of.paymentId) : eq(posSessions.id, of.sessionId)),
        ),
      ),
  );
  return rows.map(({ id }) => id);
}
