import "server-only";
import { requestRefund } from "@/lib/refunds/request-refund";
import { defineUseCase } from "@/lib/runtime/use-case";
import { getEscrow } from "../desk/queries";
import { type EscrowDto, RefundHeldInput } from "../schemas";

/**
 * Gives held money back to the payer: an ordinary refund of the payment, held to the refund limit, never more than is held.
 * @throws AppError as requestRefund
 */
export const refundHeld = defineUseCase({
  name: "escrow.refund",
  permission: "refunds:request",
  input: RefundHeldInput,
  run: async (scope, { id, amount, note }): Promise<EscrowDto> => {
    const { payment_id } = await getEscrow(scope, id);
    const amountAsked = amount === undefined ? {} : { amount: Number(amount) };
    await requestRefund(scope, { payment_id, reason: note.slice(0, 300), ...amountAsked });
    return getEscrow(scope, id);
  },
});
