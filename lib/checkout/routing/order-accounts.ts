import { CAPABILITIES } from "@/lib/providers/capabilities";
import type { RoutingRule } from "./repository";

/** What is asked of an account. `family` is the card's family or scheme in lower case, once its first digits are known. */
export type RouteWish = {
  amount: bigint;
  provider: "paynet" | "paywall" | null;
  hold: boolean;
  installments?: number;
  family?: string;
};

type Account = {
  id: string;
  provider: "paynet" | "paywall";
  cardEntry: "redirect" | "browser_token" | "server_card_entry";
};

/** Whether the account can take such a payment at all, by the provider's abilities and its own card entry. */
function isAble(account: Account, wish: RouteWish): boolean {
  if (wish.provider !== null && account.provider !== wish.provider) return false;
  const { cardEntry, paymentLinks, threeDHold } = CAPABILITIES[account.provider];
  if (wish.hold && (account.cardEntry === "redirect" || !threeDHold)) return false;
  if (account.cardEntry === "redirect") return paymentLinks.create;
  return account.cardEntry === "browser_token" ? cardEntry.browserToken : cardEntry.serverCard;
}

function fits(rule: RoutingRule, wish: RouteWish): boolean {
  if (rule.amountMin !== null && wish.amount < rule.amountMin) return false;
  if (rule.amountMax !== null && wish.amount > rule.amountMax) return false;
  const plan = wish.installments;
  if (plan !== undefined && (plan < rule.installmentsMin || plan > rule.installmentsMax)) return false;
  // A rule for certain cards says nothing while the card is not known.
  if (rule.cardFamilies.length === 0) return true;
  return wish.family !== undefined && rule.cardFamilies.includes(wish.family);
}

/**
 * The accounts a try may go to, best first: those of the rules that fit, in the merchant's order, then the others with
 * the default first. Silent accounts come last; they are not left out, because ours may be the network that is down.
 */
export function orderAccounts<A extends Account>(
  accounts: readonly A[],
  rules: readonly RoutingRule[],
  silent: ReadonlySet<string>,
  wish: RouteWish,
): A[] {
  const able = accounts.filter((account) => isAble(account, wish));
  const chosen = rules
    .filter((rule) => fits(rule, wish))
    .map((rule) => able.find(({ id }) => id === rule.providerAccountId))
    .filter((account) => account !== undefined);
  const ordered = [...new Set([...chosen, ...able])];
  return [...ordered.filter(({ id }) => !silent.has(id)), ...ordered.filter(({ id }) => silent.has(id))];
}
