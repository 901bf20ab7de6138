import "server-only";
import { and, desc, eq, gt, isNull, or } from "drizzle-orm";
import { checkouts, paymentFreezes } from "@/db/schema/checkouts";
import { payments } from "@/db/schema/payments";
import type { Tx } from "@/db/tenancy";
import { payerCookieName } from "@/lib/checkout/payer-cookie";
import { chooseAccounts } from "@/lib/checkout/routing/choose-accounts";
import type { PayMerchant, PayPage } from "@/lib/checkout/schemas";
import { pagesHost } from "@/lib/providers/pages-host";
import { env } from "@/lib/runtime/env";
import type { ProviderAccount } from "@/lib/settings/provider-account-repository";
import { listStoredCards } from "../stored-cards/repository";
import { payerHashOf } from "../stored-cards/stored-card";
import { addressKey } from "../tries/address-key";
import { hasLiveTry, newestTry } from "../tries/repository";
import { checkoutPage } from "./checkout-page";
import { readMerchantTexts } from "./merchant-texts.queries";

type View = {
  tx: Tx;
  merchantId: string;
  id: string;
  merchant: PayMerchant;
  now: Date;
  token: string;
  browser: { cookie(name: string): string | undefined; address?: string };
};

async function ownPayment({ tx, merchantId, id, browser }: View) {
  const token = browser.cookie(payerCookieName(id));
  if (token === undefined) return undefined;
  const [payment] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.merchantId, merchantId), eq(payments.checkoutId, id), eq(payments.token, token)));
  return payment;
}

async function frozenUntil(
  { tx, merchantId, id, now, browser }: View,
  mode: "test" | "live",
): Promise<Date | undefined> {
  const of = (scope: "checkout" | "address" | "merchant", key: string) =>
    and(eq(paymentFreezes.scope, scope), eq(paymentFreezes.key, key));
  const [row] = await tx
    .select({ until: paymentFreezes.frozenUntil })
    .from(paymentFreezes)
    .where(
      and(
        eq(paymentFreezes.merchantId, merchantId),
        eq(paymentFreezes.mode, mode),
        gt(paymentFreezes.frozenUntil, now),
        isNull(paymentFreezes.liftedAt),
        or(
          of("checkout", id),
          of("merchant", ""),
          browser.address === undefined ? undefined : of("address", addressKey(merchantId, browser.address)),
        ),
      ),
    )
    .orderBy(desc(paymentFreezes.frozenUntil))
    .limit(1);
  return row?.until;
}

/** This browser's kept cards at the accounts that may take this payment. */
async function offeredCards({ tx, merchantId, browser }: View, mode: "test" | "live", accounts: ProviderAccount[]) {
  const payerHash = payerHashOf(merchantId, browser.cookie);
  if (payerHash === undefined) return [];
  const cards = await listStoredCards(tx, { merchantId, payerHash, mode });
  const takes = new Set(accounts.filter(({ cardEntry }) => cardEntry !== "redirect").map(({ id }) => id));
  return cards
    .filter(({ providerAccountId }) => takes.has(providerAccountId))
    .map(({ id, brand, bank, last4 }) => ({ id, brand, bank, last4 }));
}

/** The page behind a checkout's address. */
export async function viewCheckout(view: View): Promise<PayPage> {
  const { tx, merchantId, id, merchant, now, token } = view;
  const [checkout] = await tx
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.merchantId, merchantId), eq(checkouts.id, id)));
  if (!checkout) return { mode: "test", kind: "not_found" };
  const own = await ownPayment(view);
  const accounts = await chooseAccounts(tx, checkout, {}, now);
  const [account] = accounts;
  return checkoutPage({
    merchant,
    texts: await readMerchantTexts(tx, merchantId),
    checkout,
    now,
    token,
    own,
    attempt: own && (await newestTry(tx, merchantId, own.id)),
    frozenUntil: await frozenUntil(view, checkout.mode),
    isUnderWay: await hasLiveTry(tx, merchantId, id),
    account,
    storedCards: await offeredCards(view, checkout.mode, accounts),
    providerHost: account === undefined ? "" : pagesHost(account, env().SANDBOX_URL),
  });
}
