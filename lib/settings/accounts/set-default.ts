import "server-only";
import { recordChange } from "@/lib/runtime/record-change";
import { defineUseCase } from "@/lib/runtime/use-case";
import { readProviderAccount } from "../provider-account-repository";
import { makeDefault } from "./repository";
import { DefaultAccountInput } from "./schemas";

/**
 * Chooses the account that new work of its mode goes to where no routing rule decides. What is under way stays where
 * it began. Choosing it twice is choosing it once.
 * @throws AppError not_found
 */
export const setDefaultAccount = defineUseCase({
  name: "settings.set_default_account",
  permission: "provider-accounts:write",
  input: DefaultAccountInput,
  run: async (scope, { provider_account_id: id }): Promise<{ provider_account_id: string }> => {
    await scope.transact(async (tx) => {
      const account = await readProviderAccount(tx, scope.merchantId, id);
      if (account.isDefault === "yes") return;
      await makeDefault(tx, scope.merchantId, account.mode, id);
      await recordChange(tx, {
        merchantId: scope.merchantId,
        mode: account.mode,
        actor: scope.actor,
        action: "provider_account.made_default",
        subjectKind: "provider_account",
        subjectId: id,
        paylinkId: null,
        paymentId: null,
        from: null,
        to: null,
      });
    });
    return { provider_account_id: id };
  },
});
