import "server-only";
import { statements } from "@/db/client";
import { monotonicMs } from "@/lib/kernel/clock";
import type { Mode } from "@/lib/runtime/context";
import { env } from "@/lib/runtime/env";
import { processSingleton } from "@/lib/runtime/process-singleton";
import { unseal } from "@/lib/runtime/seal";

/** What an account demands of those who claim to be its provider. */
export type AccountPolicy = {
  mode: Mode;
  provider: string;
  allowlist: readonly string[];
  allowlistMode: "off" | "monitor" | "enforce";
  signatureRequired: boolean;
  webhookSecrets: readonly string[];
};

const KEPT_MS = 5_000;

type Row = {
  mode: Mode;
  provider: string;
  allowlist: string[];
  allowlist_mode: AccountPolicy["allowlistMode"];
  signature_required: "yes" | "no";
  sealed_webhook_secrets: string[];
};

export const webhookSecretContext = (merchantId: string, accountId: string) =>
  `${merchantId}|webhook_secret|${accountId}`;

async function readPolicy(merchantId: string, accountId: string): Promise<AccountPolicy | undefined> {
  const [row] = await statements("vezne_system")<Row[]>`
    select mode, provider, allowlist, allowlist_mode, signature_required, sealed_webhook_secrets
    from provider_accounts where merchant_id = ${merchantId} and id = ${accountId}`;
  if (!row) return undefined;
  return {
    mode: row.mode,
    provider: row.provider,
    allowlist: row.allowlist,
    allowlistMode: row.allowlist_mode,
    signatureRequired: row.signature_required === "yes",
    webhookSecrets: row.sealed_webhook_secrets.map((sealed) =>
      unseal(env().KEK, webhookSecretContext(merchantId, accountId), sealed),
    ),
  };
}

type Kept = Map<string, { policy: Promise<AccountPolicy | undefined>; untilMs: number }>;

/** The policy of an account, at most five seconds old, so that an intake stays one statement. */
export async function accountPolicy(merchantId: string, accountId: string): Promise<AccountPolicy | undefined> {
  const kept: Kept = processSingleton("accountPolicies", () => new Map());
  const key = `${merchantId}/${accountId}`;
  const nowMs = monotonicMs();
  const known = kept.get(key);
  if (known && known.untilMs > nowMs) return known.policy;
  const policy = readPolicy(merchantId, accountId);
  kept.set(key, { policy, untilMs: nowMs + KEPT_MS });
  policy.catch(() => kept.delete(key));
  return policy;
}
