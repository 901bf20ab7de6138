import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/kernel/errors";
import { CAPABILITIES } from "@/lib/providers/capabilities";
import { actorRecord } from "@/lib/runtime/context";
import { recordChange } from "@/lib/runtime/record-change";
import { defineUseCase } from "@/lib/runtime/use-case";
import { readProviderAccount, writeCardEntry } from "./provider-account-repository";

const CardEntryInput = z.strictObject({
  provider_account_id: z.string().max(40),
  card_entry: z.enum(["redirect", "browser_token", "server_card_entry"]),
  /** Card numbers may pass through this server only where somebody confirms the merchant's own SAQ D. */
  acknowledged: z.boolean().default(false),
});

/**
 * Chooses how a card reaches the provider on our own page (architecture decision 14).
 * @throws AppError not_found, invalid_input (the provider cannot do it, or the acknowledgement is missing)
 */
export const setCardEntry = defineUseCase({
  name: "settings.set_card_entry",
  permission: "provider-accounts:write",
  input: CardEntryInput,
  run: async (scope, input): Promise<{ provider_account_id: string; card_entry: string }> => {
    const { provider_account_id: accountId, card_entry: cardEntry } = input;
    await scope.transact(async (tx) => {
      const account = await readProviderAccount(tx, scope.merchantId, accountId);
      const can = CAPABILITIES[account.provider].cardEntry;
      const isAble = { redirect: true, browser_token: can.browserToken, server_card_entry: can.serverCard }[cardEntry];
      const refuse = (path: string, message: string) =>
        new AppError("invalid_input", "this card entry cannot be chosen", { errors: [{ path, message }] });
      if (!isAble) throw refuse("card_entry", "provider_cannot");
      if (cardEntry === "server_card_entry" && !input.acknowledged) throw refuse("acknowledged", "acknowledge_saq_d");
      const by = "userId" in scope.actor ? scope.actor.userId : actorRecord(scope.actor).id;
      await writeCardEntry(tx, account, cardEntry, cardEntry === "server_card_entry" ? { by, at: scope.now() } : null);
      await recordChange(tx, {
        merchantId: scope.merchantId,
        mode: account.mode,
        actor: scope.actor,
        action: "provider_account.card_entry",
        subjectKind: "provider_account",
        subjectId: accountId,
        paylinkId: null,
        paymentId: null,
        // No state of a machine (invariant I5), so before and after stand among the data.
        from: null,
        to: null,
        data: { before: account.cardEntry, after: cardEntry, acknowledged: input.acknowledged },
      });
    });
    return { provider_account_id: accountId, card_entry: cardEntry };
  },
});
