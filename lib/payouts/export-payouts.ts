import "server-only";
import { defineUseCase } from "@/lib/runtime/use-case";
import { payoutCommand } from "./payout-command";
import { getBankFile } from "./queries";
import { type BankFileDto, ExportPayoutsInput } from "./schemas";

/**
 * Writes one file for the bank; a payout stands in one file. The same command answers with the same bytes.
 * @throws AppError not_found, invalid_state (not approved, objected to, made by the provider, nothing to write)
 */
export const exportPayouts = defineUseCase({
  name: "payout.export",
  permission: "payouts:request",
  input: ExportPayoutsInput,
  run: async (scope, { ids }): Promise<BankFileDto> => {
    const batch = scope.commandId("payoutBatch");
    await payoutCommand(scope, "export_payouts", { ids: ids ?? null, new_batch_id: batch });
    return getBankFile(scope, batch);
  },
});
