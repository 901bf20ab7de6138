import "server-only";
import { statements } from "@/db/client";
import { monotonicMs } from "@/lib/kernel/clock";
import { readAccountKeys } from "@/lib/providers/account-keys";
import type { HashKeys } from "@/lib/providers/registry";
import type { Mode } from "@/lib/runtime/context";
import { env } from "@/lib/runtime/env";
import { errorFields, log } from "@/lib/runtime/logger";
import { processSingleton } from "@/lib/runtime/process-singleton";
import { unseal } from "@/lib/runtime/seal";
import { secretContext } from "@/lib/settings/provider-account-repository";

/** What an account demands of those who claim to be its provider. */
export type AccountPolicy = {
  merchantId: string;
  accountId: string;
  mode: Mode;
  provider: string;
  allowlist: readonly string[];
  allowlistMode: "off" | "monitor" | "enforce";
  signatureRequired: boolean;
  webhookSecrets: readonly string[];
  /** Paywall's, by key type; empty for a provider that hashes nothing. */
  hashKeys: HashKeys;
};

const KEPT_MS = 5_000;
/** For a signature that nobody's secret made: the secret may be newer than what we keep. */
const FRESH_MS = 250;
/** The bare path tries every secret of so many accounts; those beyond must be given their own address. */
const MOST_ACCOUNTS = 256;

type Row = {
  merchant_id: string;
  id: string;
  mode: Mode;
  provider: string;
  allowlist: string[];
  allowlist_mode: AccountPolicy["allowlistMode"];
  signature_required: "yes" | "no";
  sealed_webhook_secrets: string[];
  sealed_secret: string;
};

export const webhookSecretContext = (merchantId: string, accountId: string) =>
  `${merchantId}|webhook_secret|${accountId}`;

/** Only Paywall's own keys prove its messages; another provider's secret is not opened for an intake. */
function hashKeysOf(row: Row): HashKeys {
  if (row.provider !== "paywall") return {};
  const keys = readAccountKeys("paywall", unseal(env().KEK, secretContext(row.merchant_id, row.id), row.sealed_secret));
  return keys.provider === "paywall" ? keys.hashKeys : {};
}

function policyOf(row: Row): AccountPolicy {
  return {
    merchantId: row.merchant_id,
    accountId: row.id,
    mode: row.mode,
    provider: row.provider,
    allowlist: row.allowlist,
    allowlistMode: row.allowlist_mode,
    signatureRequired: row.signature_required === "yes",
    webhookSecrets: row.sealed_webhook_secrets.map((sealed) =>
      unseal(env().KEK, webhookSecretContext(row.merchant_id, row.id), sealed),
    ),
    hashKeys: hashKeysOf(row),
  };
}

async function readPolicy(merchantId: string, accountId: string): Promise<AccountPolicy | undefined> {
  const [row] = await statements("vezne_system")<Row[]>`
    select merchant_id, id, mode, provider, allowlist, allowlist_mode, signature_required, sealed_webhook_secrets, sealed_secret
    from provider_accounts where merchant_id = ${merchantId} and id = ${accountId}`;
  return row === undefined ? undefined : policyOf(row);
}

async function readDistinctive(provider: string): Promise<AccountPolicy[]> {
  const rows = await statements("vezne_system")<Row[]>`
    select merchant_id, id, mode, provider, allowlist, allowlist_mode, signature_required, sealed_webhook_secrets, sealed_secret
    from provider_accounts
    where provider = ${provider} and (cardinality(sealed_webhook_secrets) > 0 or cardinality(allowlist) > 0 or provider = 'paywall')
    order by created_at, id limit ${MOST_ACCOUNTS}`;
  return rows.flatMap((row) => {
    try {
      return [policyOf(row)];
    } catch (cause) {
      // One account whose keys cannot be read must not close the bare path for all the others.
      log.error("keys of a provider account cannot be read", { accountId: row.id, ...errorFields(cause) });
      return [];
    }
  });
}

/** A reading that is not older than that; one that failed is not kept. */
function kept<T>(name: string, key: string, read: () => Promise<T>, keptMs = KEPT_MS): Promise<T> {
  const all = processSingleton(name, () => new Map<string, { value: Promise<T>; readMs: number }>());
  const nowMs = monotonicMs();
  const known = all.get(key);
  if (known && known.readMs + keptMs > nowMs) return known.value;
  const value = read();
  all.set(key, { value, readMs: nowMs });
  value.catch(() => all.delete(key));
  return value;
}

/** The policy of an account, at most five seconds old, so that an intake stays one statement. */
export function accountPolicy(merchantId: string, accountId: string): Promise<AccountPolicy | undefined> {
  return kept("accountPolicies", `${merchantId}/${accountId}`, () => readPolicy(merchantId, accountId));
}

/** The accounts by whose secrets or allowlists the bare path may recognise a sender. */
export function distinctiveAccounts(provider: string, age: "kept" | "fresh" = "kept"): Promise<AccountPolicy[]> {
  const keptMs = age === "fresh" ? FRESH_MS : KEPT_MS;
  return kept("distinctiveAccounts", provider, () => readDistinctive(provider), keptMs);
}

/** The accounts among these that have a link of that reference. */
export async function accountsNamed(
  accounts: readonly AccountPolicy[],
  provider: string,
  reference: string,
): Promise<AccountPolicy[]> {
  const rows = await statements("vezne_system")<{ merchant_id: string; provider_account_id: string }[]>`
    select merchant_id, provider_account_id from paylinks
    where provider_reference = ${reference} and provider = ${provider} limit 3`;
  return accounts.filter((account) =>
    rows.some((row) => row.merchant_id === account.merchantId && row.provider_account_id === account.accountId),
  );
}
