import "server-only";
import { and, eq } from "drizzle-orm";
import { paylinks } from "@/db/schema/paylinks";
import { payments } from "@/db/schema/payments";
import { withMerchant } from "@/db/tenancy";
import { readProviderAccount } from "@/lib/settings/provider-account-repository";
import { payerCookieName } from "../payer-cookie";

export type ReturnedLink = typeof paylinks.$inferSelect;

/** What a returning browser is about: the link, its account, and this browser's own payment if its cookie proves one. */
export async function readReturn(merchantId: string, linkId: string, cookie: (name: string) => string | undefined) {
  return withMerchant(merchantId, async (tx) => {
    const [link] = await tx
      .select()
      .from(paylinks)
      .where(and(eq(paylinks.merchantId, merchantId), eq(paylinks.id, linkId)));
    if (!link) return undefined;
    const account = await readProviderAccount(tx, merchantId, link.providerAccountId);
    const token = cookie(payerCookieName(link.id));
    if (token === undefined) return { link, own: undefined, account };
    const [own] = await tx
      .select({ id: payments.id, token: payments.token })
      .from(payments)
      .where(and(eq(payments.merchantId, merchantId), eq(payments.paylinkId, link.id), eq(payments.token, token)));
    return { link, own, account };
  });
}
