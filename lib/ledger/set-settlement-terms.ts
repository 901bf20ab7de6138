import "server-only";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { defineUseCase } from "@/lib/runtime/use-case";
import { insertTerms } from "./repository";
import { SettlementTermsInput } from "./schemas";

/**
 * Enters what an account's contract says about the day of payout, from a day on; sales before it keep their dates.
 * @throws AppError not_found, conflict (that day has terms already)
 */
export const setSettlementTerms = defineUseCase({
  name: "settlement.set_terms",
  permission: "provider-accounts:write",
  input: SettlementTermsInput,
  run: async (scope, input): Promise<{ id: string }> => {
    const id = newId("command", scope.now()).replace(/^cmd_/, "st_");
    const result = await scope.transact((tx) => insertTerms(tx, scope, { ...input, id }));
    if (result === "not_found") throw new AppError("not_found", "no such provider account");
    if (result === "exists") {
      throw new AppError("conflict", "this day has terms already; choose another day", { reason: "terms_exist" });
    }
    return { id };
  },
});
