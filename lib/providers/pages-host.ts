import type { Environment } from "./registry";

const HOSTS = { paynet: "paynet.com.tr", paywall: "itspaywall.com" } as const;

/**
 * Whose page the payer will read in the address bar after ours, as far as it is known before the provider names one.
 * Unverified for live accounts: only the domain is promised, never a whole address.
 */
export function pagesHost(account: { provider: "paynet" | "paywall"; environment: Environment }, sandboxUrl: string) {
  if (account.environment !== "sandbox") return HOSTS[account.provider];
  return `localhost:${new URL(sandboxUrl).port}`;
}
