import "server-only";
import type { AccountKeys, PaywallAccountKeys } from "./account-keys";
import type { CallRecorder } from "./http-client";
import { paynetAdapter } from "./paynet/adapter";
import { type NamedByNotice, readPaynetNotification } from "./paynet/notification";
import { paywallAdapter } from "./paywall/adapter";
import type { PaywallConnection } from "./paywall/client";
import { provePaywallNotification, readPaywallNotification } from "./paywall/notification";
import type { PaymentProvider } from "./port";

export type Environment = "sandbox" | "provider_test" | "live";

export type Connection = {
  environment: Environment;
  keys: AccountKeys;
  sandboxUrl: string;
  timeoutMs: number;
  recorder: CallRecorder;
};

const PAYNET_HOSTS: Record<Exclude<Environment, "sandbox">, string> = {
  provider_test: "https://pts-api.paynet.com.tr",
  live: "https://api.paynet.com.tr",
};

export type HashKeys = PaywallAccountKeys["hashKeys"];

type PaywallHosts = PaywallConnection["hosts"];

const PAYWALL_TEST: PaywallHosts = {
  payment: "https://test-payment-api.itspaywall.com",
  private: "https://test-payment-private-api.itspaywall.com",
  card: "https://test-card-api.itspaywall.com",
  member: "https://test-member-api.itspaywall.com",
};

/** docs/providers/paywall.md 1.1; the Turkish data centre has no test hosts. */
const PAYWALL_LIVE: Record<PaywallAccountKeys["dataCentre"], PaywallHosts> = {
  global: {
    payment: "https://payment-api.itspaywall.com",
    private: "https://payment-private-api.itspaywall.com",
    card: "https://card-api.itspaywall.com",
    member: "https://member-api.itspaywall.com",
  },
  turkey: {
    payment: "https://payment-api.paywall.com.tr",
    private: "https://payment-private-api.paywall.com.tr",
    card: "https://card-api.paywall.com.tr",
    member: "https://member-api.paywall.com.tr",
  },
};

function paywallHosts({ environment, sandboxUrl }: Connection, keys: PaywallAccountKeys): PaywallHosts {
  if (environment === "live") return PAYWALL_LIVE[keys.dataCentre];
  if (environment === "provider_test") return PAYWALL_TEST;
  const base = `${sandboxUrl}/paywall`;
  return { payment: `${base}/payment`, private: `${base}/private`, card: `${base}/card`, member: `${base}/member` };
}

/** The only file that names adapters. A live key can only ever meet the live host: the base comes from the environment. */
export function connectProvider(connection: Connection): PaymentProvider {
  const { environment, keys, sandboxUrl, timeoutMs, recorder } = connection;
  if (keys.provider === "paywall") {
    return paywallAdapter({
      hosts: paywallHosts(connection, keys),
      keys,
      closeService: keys.closeService,
      ...(environment === "live" || keys.payoutKey === undefined ? {} : { payoutKey: keys.payoutKey }),
      timeoutMs,
      recorder,
    });
  }
  const baseUrl = environment === "sandbox" ? `${sandboxUrl}/paynet` : PAYNET_HOSTS[environment];
  return paynetAdapter({ ...keys, baseUrl, timeoutMs, recorder });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a provider's notification names, if its text can be read at all. Never trusted for more. */
export function readNotification(provider: string, text: string, contentType: string | undefined): NamedByNotice {
  return provider === "paynet" ? readPaynetNotification(parsed(text)) : readPaywallNotification(text, contentType);
}

/** Whether a Paywall message carries the hash that the account's own keys make (docs/providers/paywall.md 9). */
export function proveNotification(text: string, contentType: string | undefined, hashKeys: HashKeys) {
  return provePaywallNotification(text, contentType, hashKeys);
}
