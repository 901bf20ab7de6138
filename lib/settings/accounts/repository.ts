import "server-only";
import { and, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { providerAccounts } from "@/db/schema/merchants";
import { paylinks } from "@/db/schema/paylinks";
import { attempts } from "@/db/schema/payments";
import type { Tx } from "@/db/tenancy";
import type { Mode } from "@/lib/runtime/context";
import type { ProviderAccount } from "../provider-account-repository";

/** Something of an account that its provider has in its books; undefined for an account that never did anything. */
export type Known = { transactionId: string } | { reference: string } | undefined;

const named = (merchantId: string, id: string) =>
  and(eq(providerAccounts.merchantId, merchantId), eq(providerAccounts.id, id));

/** The newest payment of the account, else its newest link. */
export async function somethingKnown(tx: Tx, { merchantId, id }: ProviderAccount): Promise<Known> {
  const [paid] = await tx
    .select({ transactionId: attempts.providerTransactionId })
    .from(attempts)
    .where(
      and(
        eq(attempts.merchantId, merchantId),
        eq(attempts.providerAccountId, id),
        inArray(attempts.status, ["captured", "authorised"]),
        isNotNull(attempts.providerTransactionId),
      ),
    )
    .orderBy(desc(attempts.startedAt))
    .limit(1);
  if (paid?.transactionId) return { transactionId: paid.transactionId };
  const [link] = await tx
    .select({ reference: paylinks.providerReference })
    .from(paylinks)
    .where(and(eq(paylinks.merchantId, merchantId), eq(paylinks.providerAccountId, id), isNotNull(paylinks.providerId)))
    .orderBy(desc(paylinks.createdAt))
    .limit(1);
  return link;
}

/** The account of this id, if it is there. */
export async function findAccount(tx: Tx, merchantId: string, id: string): Promise<ProviderAccount | undefined> {
  const [row] = await tx.select().from(providerAccounts).where(named(merchantId, id));
  return row;
}

/** False when its id or its name is taken. The first account of a mode is its default. */
export async function insertAccount(
  tx: Tx,
  row: Omit<typeof providerAccounts.$inferInsert, "isDefault">,
): Promise<boolean> {
  const isFirst = sql`case when exists (select 1 from ${providerAccounts} a where a.merchant_id = ${row.merchantId}
    and a.mode = ${row.mode} and a.is_default = 'yes') then 'no' else 'yes' end`;
  const made = await tx
    .insert(providerAccounts)
    .values({ ...row, isDefault: isFirst as never })
    .onConflictDoNothing()
    .returning({ id: providerAccounts.id });
  return made.length === 1;
}

/** False when the keys are no longer those that `account` was read with. */
export async function replaceSecret(
  tx: Tx,
  account: ProviderAccount,
  next: { sealedSecret: string; secretLast4: string },
): Promise<boolean> {
  const written = await tx
    .update(providerAccounts)
    .set(next)
    .where(and(named(account.merchantId, account.id), eq(providerAccounts.sealedSecret, account.sealedSecret)))
    .returning({ id: providerAccounts.id });
  return written.length === 1;
}

/** One default a mode, in one statement. */
export async function makeDefault(tx: Tx, merchantId: string, mode: Mode, id: string): Promise<void> {
  await tx
    .update(providerAccounts)
    .set({ isDefault: sql`case when ${providerAccounts.id} = ${id} then 'yes' else 'no' end` as never })
    .where(and(eq(providerAccounts.merchantId, merchantId), eq(providerAccounts.mode, mode)));
}

/** Locks the account until the transaction ends, so that two changes of its secrets follow each other. */
export async function lockAccount(tx: Tx, merchantId: string, id: string): Promise<ProviderAccount | undefined> {
  const [row] = await tx.select().from(providerAccounts).where(named(merchantId, id)).for("update");
  return row;
}

type Policy = Pick<ProviderAccount, "allowlist" | "allowlistMode" | "signatureRequired" | "sealedWebhookSecrets">;

export async function writePolicy(tx: Tx, { merchantId, id }: ProviderAccount, policy: Policy): Promise<void> {
  await tx.update(providerAccounts).set(policy).where(named(merchantId, id));
}
