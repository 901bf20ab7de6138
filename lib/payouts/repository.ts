import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { payouts } from "@/db/schema/escrow/payouts";
import { providerAccounts } from "@/db/schema/merchants";
import { payments } from "@/db/schema/payments";
import { withMerchant } from "@/db/tenancy";
import type { Context } from "@/lib/runtime/context";
import { openProvider, readProviderAccount } from "@/lib/settings/provider-account-repository";

export type PayoutProviderFact = { payoutId: string; canPayOut: boolean };

/** Of those payouts that exist, whether the account their payment came by can make them. */
export async function providersOf(ctx: Context, ids: readonly string[]): Promise<PayoutProviderFact[]> {
  if (ids.length === 0) return [];
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ payoutId: payouts.id, account: providerAccounts })
      .from(payouts)
      .innerJoin(payments, and(eq(payments.merchantId, payouts.merchantId), eq(payments.id, payouts.paymentId)))
      .innerJoin(
        providerAccounts,
        and(eq(providerAccounts.merchantId, payouts.merchantId), eq(providerAccounts.id, payments.providerAccountId)),
      )
      .where(and(eq(payouts.merchantId, ctx.merchantId), eq(payouts.mode, ctx.mode), inArray(payouts.id, [...ids]))),
  );
  return rows.map(({ payoutId, account }) => ({
    payoutId,
    canPayOut:
      account.provider === "paywall" &&
      openProvider(account, { subjectKind: "payout", subjectId: payoutId }).payouts !== undefined,
  }));
}

/** A payout with the account that makes it; undefined for one of a bank file. */
export async function readPayout(merchantId: string, payoutId: string) {
  return withMerchant(merchantId, async (tx) => {
    const [payout] = await tx
      .select()
      .from(payouts)
      .where(and(eq(payouts.merchantId, merchantId), eq(payouts.id, payoutId)));
    if (!payout?.providerAccountId) return undefined;
    return { payout, account: await readProviderAccount(tx, merchantId, payout.providerAccountId) };
  });
}
