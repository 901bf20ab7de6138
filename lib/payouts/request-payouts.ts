import "server-only";
import { AppError } from "@/lib/kernel/errors";
import { defineUseCase, type Scope } from "@/lib/runtime/use-case";
import { payoutCommand } from "./payout-command";
import { getPayout } from "./queries";
import { providersOf } from "./repository";
import { type PayoutDto, RequestPayoutsInput } from "./schemas";

export type PayoutList = { object: "list"; data: PayoutDto[] };

export async function listed(scope: Scope, ids: readonly string[]): Promise<PayoutList> {
  return { object: "list", data: await Promise.all([...new Set(ids)].map((id) => getPayout(scope, id))) };
}

async function mustBePossible(scope: Scope, ids: readonly string[]): Promise<void> {
  const without = (await providersOf(scope, ids)).filter(({ canPayOut }) => !canPayOut);
  if (without.length === 0) return;
  throw new AppError("invalid_state", "the provider of this payment makes no payouts for us; use a bank file", {
    reason: "provider_makes_no_payouts",
    payout_id: without[0]?.payoutId,
  });
}

/**
 * Asks for payouts, by a file for the bank or by the provider; somebody else approves. All of them or none.
 * @throws AppError not_found, invalid_state (the release can still be undone; somebody objects; the provider makes none)
 */
export const requestPayouts = defineUseCase({
  name: "payout.request",
  permission: "payouts:request",
  input: RequestPayoutsInput,
  run: async (scope, { ids, way }): Promise<PayoutList> => {
    if (way === "provider") await mustBePossible(scope, ids);
    await payoutCommand(scope, "request_payouts", { ids, way });
    return listed(scope, ids);
  },
});
