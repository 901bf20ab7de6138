import "server-only";
import { withMerchant } from "@/db/tenancy";
import { demandPassword } from "@/lib/auth/step-up.system";
import { AppError } from "@/lib/kernel/errors";
import { readAccountKeys } from "@/lib/providers/account-keys";
import { env } from "@/lib/runtime/env";
import { recordChange } from "@/lib/runtime/record-change";
import { seal, unseal } from "@/lib/runtime/seal";
import { defineUseCase } from "@/lib/runtime/use-case";
import { type ProviderAccount, readProviderAccount, secretContext } from "../provider-account-repository";
import { last4Of, namesOf, withKeys } from "./account-secret";
import { demandKeys } from "./refuse-keys";
import { lockAccount, replaceSecret, somethingKnown } from "./repository";
import { RotateKeysInput } from "./schemas";
import { tryKeys } from "./try-keys";

const KEYS_OF: Record<ProviderAccount["provider"], readonly string[]> = {
  paynet: ["secret_key", "publishable_key"],
  paywall: [
    "public_key",
    "public_client",
    "private_key",
    "private_client",
    "hash_three_d",
    "hash_link",
    "hash_page",
    "hash_system",
  ],
};

/** @throws AppError invalid_input when there is nothing to change or a key is not one of this provider's */
function demandNames(provider: ProviderAccount["provider"], names: readonly string[]): void {
  const foreign = names.filter((name) => !KEYS_OF[provider].includes(name));
  const errors = foreign.map((name) => ({ path: `keys.${name}`, message: "not_of_this_provider" }));
  const [first = ""] = KEYS_OF[provider];
  if (names.length === 0) errors.push({ path: `keys.${first}`, message: "no_key_given" });
  if (errors.length > 0) throw new AppError("invalid_input", "these keys cannot be taken", { errors });
}

/**
 * Puts new keys in the place of an account's own. They have to find a payment or link the account made before: keys of
 * another account at the same provider would make every open payment look as if it had never been.
 * @throws AppError not_found, invalid_input (wrong password, no key, another provider's key), conflict (changed
 *   meanwhile), provider_rejected (keys_refused, keys_of_other_account), provider_unavailable (keys_unproven; keys_need_proof
 *   where payments depend on them), rate_limited
 */
export const rotateAccountKeys = defineUseCase({
  name: "settings.rotate_account_keys",
  permission: "provider-accounts:write",
  input: RotateKeysInput,
  run: async (scope, input): Promise<{ provider_account_id: string; proven: boolean }> => {
    const { merchantId } = scope;
    const { account, known } = await withMerchant(merchantId, async (tx) => {
      const row = await readProviderAccount(tx, merchantId, input.provider_account_id);
      return { account: row, known: await somethingKnown(tx, row) };
    });
    const names = namesOf(input.keys);
    demandNames(account.provider, names);
    await demandPassword(scope, input.password);
    const context = secretContext(merchantId, account.id);
    const before = unseal(env().KEK, context, account.sealedSecret);
    const secret = withKeys(before, input.keys);
    readAccountKeys(account.provider, secret);
    const trial = await tryKeys(account, secret, known);
    if (trial.kind === "unclear" && known !== undefined) {
      // Its open payments are asked about with these keys: what cannot be proven waits, the old keys stay.
      throw new AppError("provider_unavailable", `the keys could not be tried: ${trial.why}`, {
        reason: "keys_need_proof",
      });
    }
    const proven = demandKeys(trial, input.store_unproven);
    const answer = { provider_account_id: account.id, proven };
    if (secret === before) return answer;
    const next = { sealedSecret: seal(env().KEK, context, secret), secretLast4: last4Of(account.provider, secret) };
    await scope.transact(async (tx) => {
      if (!(await replaceSecret(tx, account, next))) {
        const now = await lockAccount(tx, merchantId, account.id);
        if (now && unseal(env().KEK, context, now.sealedSecret) === secret) return;
        throw new AppError("conflict", "the keys were changed meanwhile", { reason: "changed_meanwhile" });
      }
      await recordChange(tx, {
        merchantId,
        mode: account.mode,
        actor: scope.actor,
        action: "provider_account.keys_rotated",
        subjectKind: "provider_account",
        subjectId: account.id,
        paylinkId: null,
        paymentId: null,
        from: null,
        to: null,
        data: { keys: names, proven, last4_before: account.secretLast4, last4_after: next.secretLast4 },
      });
    });
    return answer;
  },
});
