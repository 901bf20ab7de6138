/** The page of a `browser_token` checkout lives under one of these names, so that its policy needs no database. */
export const CARD_CHANNELS = [
  "paynet-sandbox",
  "paynet-provider_test",
  "paynet-live",
  "paywall-sandbox",
  "paywall-provider_test",
  "paywall-live",
] as const;
export type CardChannel = (typeof CARD_CHANNELS)[number];

/** Where a browser gives a card to a provider (docs/providers/paynet.md 1.1, docs/providers/paywall.md 1.1). */
const ORIGINS: Record<Exclude<CardChannel, `${string}-sandbox`>, readonly string[]> = {
  "paynet-provider_test": ["https://pts-api.paynet.com.tr"],
  "paynet-live": ["https://api.paynet.com.tr"],
  "paywall-provider_test": ["https://test-payment-api.itspaywall.com"],
  // Two data centres; an account has its keys in one of them.
  "paywall-live": ["https://payment-api.itspaywall.com", "https://payment-api.paywall.com.tr"],
};

const PATH = /^\/pay\/[0-9a-z]+\/card\/([a-z_-]+)$/;

export function isCardChannel(name: string): name is CardChannel {
  return (CARD_CHANNELS as readonly string[]).includes(name);
}

/**
 * What `connect-src` gains on this path: the origins of one provider in one environment on its card page, else nothing.
 * @param sandboxes addresses of the sandbox, empty where it is locked
 */
export function cardOrigins(pathname: string, sandboxes: readonly string[]): readonly string[] {
  const channel = PATH.exec(pathname)?.[1] ?? "";
  if (!isCardChannel(channel)) return [];
  if (channel === "paynet-sandbox" || channel === "paywall-sandbox") {
    return [...new Set(sandboxes.map((address) => new URL(address).origin))];
  }
  return ORIGINS[channel];
}
