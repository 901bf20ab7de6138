import "server-only";
import { defineUseCase } from "@/lib/runtime/use-case";
import { payoutCommand } from "./payout-command";
import { getPayout } from "./queries";
import { listed, type PayoutList } from "./request-payouts";
import { ApprovePayoutsInput, MarkPayoutInput, type PayoutDto, PayoutIdInput } from "./schemas";

/**
 * The second person's yes with the sum of all of them typed; from here the money is on its way in the books.
 * @throws AppError forbidden for who asked, invalid_input (another sum), invalid_state, not_found
 */
export const approvePayouts = defineUseCase({
  name: "payout.approve",
  permission: "payouts:approve",
  input: ApprovePayoutsInput,
  run: async (scope, { ids, amount }): Promise<PayoutList> => {
    await payoutCommand(scope, "approve_payouts", { ids, amount: amount.toString() });
    return listed(scope, ids);
  },
});

/** Takes a payout back before it left; it can be asked for again. @throws AppError not_found, invalid_state */
export const withdrawPayout = defineUseCase({
  name: "payout.withdraw",
  permission: "payouts:request",
  input: PayoutIdInput,
  run: async (scope, { id }): Promise<PayoutDto> => {
    await payoutCommand(scope, "withdraw_payout", { id });
    return getPayout(scope, id);
  },
});

/** The bank made the transfer, as a person read it there. @throws AppError not_found, invalid_state when it stands in no file */
export const markPayoutPaid = defineUseCase({
  name: "payout.mark-paid",
  permission: "payouts:request",
  input: MarkPayoutInput,
  run: async (scope, { id, reference }): Promise<PayoutDto> => {
    await payoutCommand(scope, "mark_payout", { id, outcome: "paid", reference: reference ?? null });
    return getPayout(scope, id);
  },
});

/** The bank did not make it: the money is owed again and two people may ask for it anew. @throws AppError as markPayoutPaid */
export const markPayoutFailed = defineUseCase({
  name: "payout.mark-failed",
  permission: "payouts:request",
  input: MarkPayoutInput,
  run: async (scope, { id, reference }): Promise<PayoutDto> => {
    await payoutCommand(scope, "mark_payout", { id, outcome: "failed", reference: reference ?? null });
    return getPayout(scope, id);
  },
});
