import "server-only";
import type { Tx } from "@/db/tenancy";
import type { Mode } from "@/lib/runtime/context";
import type { ProviderAccount } from "@/lib/settings/provider-account-repository";
import { orderAccounts, type RouteWish } from "./order-accounts";
import { accountsOfMode, rulesInForce, silentAccounts } from "./repository";

type Asked = {
  merchantId: string;
  mode: Mode;
  amount: bigint;
  provider: "paynet" | "paywall" | null;
  capture: "automatic" | "manual";
};

/** The accounts a try of this checkout may go to, best first, by the rules in force and the accounts' health. */
export async function chooseAccounts(
  tx: Tx,
  checkout: Asked,
  card: Pick<RouteWish, "installments" | "family">,
  at: Date,
): Promise<ProviderAccount[]> {
  const { merchantId, mode, amount, provider } = checkout;
  const accounts = await accountsOfMode(tx, merchantId, mode);
  const rules = await rulesInForce(tx, merchantId, mode, at);
  const silent = await silentAccounts(tx, merchantId, mode);
  return orderAccounts(accounts, rules, silent, { amount, provider, hold: checkout.capture === "manual", ...card });
}
