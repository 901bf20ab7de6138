import "server-only";
import { demandPassword } from "@/lib/auth/step-up.system";
import { AppError } from "@/lib/kernel/errors";
import { env } from "@/lib/runtime/env";
import { recordChange } from "@/lib/runtime/record-change";
import { seal, unseal } from "@/lib/runtime/seal";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { webhookSecretContext } from "@/lib/webhooks/account-policy.system";
import { type ProviderAccount, readProviderAccount } from "../provider-account-repository";
import { lockAccount, writePolicy } from "./repository";
import { WebhookPolicyInput } from "./schemas";

/** So many secrets are alive while one is rolled. */
const MOST_SECRETS = 2;

/** Newest first. The same secret given twice is there once. */
function nextSecrets(account: ProviderAccount, input: WebhookPolicyInput): string[] {
  const context = webhookSecretContext(account.merchantId, account.id);
  const { KEK } = env();
  const opened = (sealed: string) => unseal(KEK, context, sealed);
  const { new_secret: fresh, drop_older_secrets: drop } = input;
  const kept = account.sealedWebhookSecrets.filter((sealed) => opened(sealed) !== fresh);
  const all = fresh === undefined ? kept : [seal(KEK, context, fresh), ...kept];
  return all.slice(0, drop ? 1 : MOST_SECRETS);
}

/** Paywall proves itself by the hash keys among its own keys; Paynet by a secret of these. */
function demandProof(account: ProviderAccount, input: WebhookPolicyInput, secrets: readonly string[]): void {
  if (account.provider === "paywall" || !input.signature_required || secrets.length > 0) return;
  throw new AppError("invalid_input", "a signature can be demanded only where there is a secret", {
    errors: [{ path: "new_secret", message: "needs_a_secret" }],
  });
}

async function apply(scope: Scope, input: WebhookPolicyInput): Promise<void> {
  await scope.transact(async (tx) => {
    const account = await lockAccount(tx, scope.merchantId, input.provider_account_id);
    if (!account) throw new AppError("not_found", "no such provider account");
    const secrets = nextSecrets(account, input);
    demandProof(account, input, secrets);
    await writePolicy(tx, account, {
      allowlist: input.allowlist,
      allowlistMode: input.allowlist_mode,
      signatureRequired: input.signature_required ? "yes" : "no",
      sealedWebhookSecrets: secrets,
    });
    await recordChange(tx, {
      merchantId: scope.merchantId,
      mode: account.mode,
      actor: scope.actor,
      action: "provider_account.webhook_policy",
      subjectKind: "provider_account",
      subjectId: account.id,
      paylinkId: null,
      paymentId: null,
      from: null,
      to: null,
      data: {
        allowlist: input.allowlist,
        allowlist_mode: input.allowlist_mode,
        signature_required: input.signature_required,
        secret_added: input.new_secret !== undefined,
        secrets: secrets.length,
      },
    });
  });
}

/**
 * Who is believed to be an account's provider when a notification comes: addresses, signature, signing secrets. The
 * money is booked from our own question in any case. A web process follows within five seconds.
 * @throws AppError not_found, invalid_input (wrong password, no address, no secret to check by), rate_limited
 */
export const setWebhookPolicy = defineUseCase({
  name: "settings.set_webhook_policy",
  permission: "provider-accounts:write",
  input: WebhookPolicyInput,
  run: async (scope, input): Promise<{ provider_account_id: string }> => {
    await scope.transact((tx) => readProviderAccount(tx, scope.merchantId, input.provider_account_id));
    await demandPassword(scope, input.password);
    await apply(scope, input);
    return { provider_account_id: input.provider_account_id };
  },
});
