import "server-only";
import { z } from "zod";
import { withMerchant } from "@/db/tenancy";
import { demandPassword } from "@/lib/auth/step-up.system";
import { recordChange } from "@/lib/runtime/record-change";
import { defineUseCase } from "@/lib/runtime/use-case";
import { readProviderAccount, writeEscrowMirror } from "./provider-account-repository";

export const EscrowMirrorInput = z.strictObject({
  provider_account_id: z.string().max(40),
  on: z.boolean(),
  password: z.string().min(1, "required").max(200),
});

/**
 * Whether payments under terms of delivery are kept at this account's provider too, from the next start on. What is kept
 * there already goes on being told. @throws AppError not_found, invalid_input (wrong password), rate_limited
 */
export const setEscrowMirror = defineUseCase({
  name: "settings.set_escrow_mirror",
  permission: "provider-accounts:write",
  input: EscrowMirrorInput,
  run: async (scope, input): Promise<{ provider_account_id: string; escrow_mirror: boolean }> => {
    await withMerchant(scope.merchantId, (tx) => readProviderAccount(tx, scope.merchantId, input.provider_account_id));
    await demandPassword(scope, input.password);
    await scope.transact(async (tx) => {
      const account = await readProviderAccount(tx, scope.merchantId, input.provider_account_id);
      const to = input.on ? "on" : "off";
      if (account.escrowMirror === to) return;
      await writeEscrowMirror(tx, account, to);
      await recordChange(tx, {
        merchantId: scope.merchantId,
        mode: account.mode,
        actor: scope.actor,
        action: "provider_account.escrow_mirror",
        subjectKind: "provider_account",
        subjectId: account.id,
        paylinkId: null,
        paymentId: null,
        // No state of a machine (invariant I5), so before and after stand among the data.
        from: null,
        to: null,
        data: { before: account.escrowMirror, after: to },
      });
    });
    return { provider_account_id: input.provider_account_id, escrow_mirror: input.on };
  },
});
