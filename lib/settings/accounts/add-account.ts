import "server-only";
import { withMerchant } from "@/db/tenancy";
import { demandPassword } from "@/lib/auth/step-up.system";
import { AppError } from "@/lib/kernel/errors";
import { CAPABILITIES } from "@/lib/providers/capabilities";
import { env } from "@/lib/runtime/env";
import { recordChange } from "@/lib/runtime/record-change";
import { seal, unseal } from "@/lib/runtime/seal";
import { defineUseCase } from "@/lib/runtime/use-case";
import { secretContext } from "../provider-account-repository";
import { last4Of, newSecret } from "./account-secret";
import { demandKeys } from "./refuse-keys";
import { findAccount, insertAccount } from "./repository";
import { AddAccountInput } from "./schemas";
import { tryKeys } from "./try-keys";

/** The same command again: the same account. Other keys under its id are another wish. */
async function alreadyMade(merchantId: string, id: string, secret: string): Promise<boolean> {
  const known = await withMerchant(merchantId, (tx) => findAccount(tx, merchantId, id));
  if (known === undefined) return false;
  if (unseal(env().KEK, secretContext(merchantId, id), known.sealedSecret) === secret) return true;
  throw new AppError("idempotency_mismatch", "this command made an account with other keys");
}

const DAY_MS = 86_400_000;
/** Half past three in Istanbul. */
const nextNight = (now: Date) => new Date((Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS + 30 * 60_000);

/**
 * Enters an account at a provider. Its keys are tried first and stored sealed; nothing ever shows them again. The mode
 * follows from the environment, so that live keys meet live hosts and live payments only.
 * @throws AppError invalid_input (wrong password, name taken, no sandbox here), provider_rejected (keys_refused),
 *   provider_unavailable (keys_unproven), rate_limited
 */
export const addProviderAccount = defineUseCase({
  name: "settings.add_account",
  permission: "provider-accounts:write",
  input: AddAccountInput,
  run: async (scope, input): Promise<{ provider_account_id: string; proven: boolean }> => {
    const { merchantId } = scope;
    const { provider, environment, label } = input;
    if (environment === "sandbox" && !env().sandboxEnabled) {
      throw new AppError("invalid_input", "this installation has no sandbox", {
        errors: [{ path: "environment", message: "no_sandbox" }],
      });
    }
    await demandPassword(scope, input.password);
    const id = scope.commandId("providerAccount");
    const mode = environment === "live" ? "live" : "test";
    const secret = newSecret(input);
    const answer = { provider_account_id: id, proven: true };
    if (await alreadyMade(merchantId, id, secret)) return answer;
    const trial = await tryKeys({ merchantId, id, mode, environment, provider }, secret, undefined);
    const proven = demandKeys(trial, input.store_unproven);
    const isNew = await scope.transact(async (tx) => {
      const made = await insertAccount(tx, {
        merchantId,
        id,
        mode,
        environment,
        provider,
        label,
        sealedSecret: seal(env().KEK, secretContext(merchantId, id), secret),
        secretLast4: last4Of(provider, secret),
        allowlist: [],
        allowlistMode: "off",
        sealedWebhookSecrets: [],
        signatureRequired: "no",
        // A provider without lists has nothing to sweep; its payments are found by name.
        nextSweepAt: CAPABILITIES[provider].lists ? scope.now() : null,
        nextReconciliationAt: nextNight(scope.now()),
        createdAt: scope.now(),
      });
      if (!made) return false;
      await recordChange(tx, {
        merchantId,
        mode,
        actor: scope.actor,
        action: "provider_account.added",
        subjectKind: "provider_account",
        subjectId: id,
        paylinkId: null,
        paymentId: null,
        from: null,
        to: null,
        data: { provider, environment, label, proven },
      });
      return true;
    });
    if (!isNew && !(await alreadyMade(merchantId, id, secret))) {
      throw new AppError("invalid_input", "an account of this name is there already", {
        errors: [{ path: "label", message: "label_taken" }],
      });
    }
    return { ...answer, proven };
  },
});
