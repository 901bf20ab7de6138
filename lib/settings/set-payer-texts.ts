import "server-only";
import { defineUseCase } from "@/lib/runtime/use-case";
import { updatePayerTexts } from "./payer-texts-repository";
import { PayerTextsInput } from "./payer-texts-schemas";

/** Sets the privacy notice and the distance-sales text that payers see from now on; an empty text takes one away. */
export const setPayerTexts = defineUseCase({
  name: "settings.set_payer_texts",
  permission: "provider-accounts:write",
  input: PayerTextsInput,
  run: async (scope, texts): Promise<{ saved: true }> => {
    await scope.transact((tx) => updatePayerTexts(tx, scope, texts));
    return { saved: true };
  },
});
