import { z } from "zod";
import { AppError } from "@/lib/kernel/errors";

const key = z.string().trim().min(1).max(500);

const PaynetSecret = z.strictObject({ secret_key: key, publishable_key: key.optional() });

/** One secret, or two while one is rolled. */
const hashKey = z.union([key.transform((only) => [only]), z.array(key).max(2)]);

/** Ours on the left, the provider's key types on the right (docs/providers/paywall.md 9). */
const HASH_KEYS = {
  three_d: "ThreeDCallback",
  link: "LinkQrWebhook",
  page: "CheckoutWebhook",
  system: "SystemWebhook",
  payout: "PayoutWebhook",
  apm: "ApmWebhook",
  physical: "PhysicalPosWebhook",
} as const;
const hashKeyNames = Object.keys(HASH_KEYS) as (keyof typeof HASH_KEYS)[];

const PaywallSecret = z.strictObject({
  public_key: key,
  public_client: key,
  private_key: key,
  private_client: key,
  hash_keys: z.partialRecord(z.enum(hashKeyNames), hashKey).default({}),
  /** The pay-out contract (docs/providers/paywall.md 13). */
  payout_key: key.optional(),
  /** A merchant of the Turkish data centre has hosts of its own (docs/providers/paywall.md 1.1). */
  data_centre: z.enum(["global", "turkey"]).default("global"),
  /** `end3d` is the old name of a full provision close (3.4). */
  close_service: z.enum(["provision", "end3d"]).default("provision"),
});

export type PaynetKeys = { provider: "paynet"; secretKey: string; publishableKey?: string };
export type PaywallAccountKeys = {
  provider: "paywall";
  publicKey: string;
  publicClient: string;
  privateKey: string;
  privateClient: string;
  hashKeys: Partial<Record<(typeof HASH_KEYS)[keyof typeof HASH_KEYS], readonly string[]>>;
  payoutKey?: string;
  dataCentre: "global" | "turkey";
  closeService: "provision" | "end3d";
};
export type AccountKeys = PaynetKeys | PaywallAccountKeys;

function parse(secret: string): unknown {
  try {
    return JSON.parse(secret);
  } catch {
    return undefined;
  }
}

/** Never says what the text held. */
const unusable = () =>
  new AppError("provider_unavailable", "the keys of this provider account cannot be read", { reason: "bad_keys" });

function paynetKeys(secret: string): PaynetKeys {
  const json = parse(secret);
  // Accounts made before there were several keys hold the secret key alone.
  if (typeof json !== "object" || json === null) return { provider: "paynet", secretKey: secret };
  const keys = PaynetSecret.safeParse(json);
  if (!keys.success) throw unusable();
  const { secret_key: secretKey, publishable_key: publishableKey } = keys.data;
  return { provider: "paynet", secretKey, ...(publishableKey === undefined ? {} : { publishableKey }) };
}

function paywallKeys(secret: string): PaywallAccountKeys {
  const keys = PaywallSecret.safeParse(parse(secret));
  if (!keys.success) throw unusable();
  const { hash_keys: hashKeys, ...rest } = keys.data;
  return {
    provider: "paywall",
    publicKey: rest.public_key,
    publicClient: rest.public_client,
    privateKey: rest.private_key,
    privateClient: rest.private_client,
    hashKeys: Object.fromEntries(
      hashKeyNames.flatMap((name) => (hashKeys[name] ? [[HASH_KEYS[name], hashKeys[name]]] : [])),
    ),
    ...(rest.payout_key === undefined ? {} : { payoutKey: rest.payout_key }),
    dataCentre: rest.data_centre,
    closeService: rest.close_service,
  };
}

/**
 * What an account's unsealed secret holds: a bare Paynet secret key, or JSON of named keys.
 * @throws AppError provider_unavailable (bad_keys), without a word of the text
 */
export function readAccountKeys(provider: "paynet" | "paywall", secret: string): AccountKeys {
  return provider === "paynet" ? paynetKeys(secret) : paywallKeys(secret);
}
