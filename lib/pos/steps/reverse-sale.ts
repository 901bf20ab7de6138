import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/kernel/errors";
import { FreeText } from "@/lib/paylinks/schemas";
import { reserveRefund } from "@/lib/refunds/request-refund";
import { defineUseCase } from "@/lib/runtime/use-case";
import { findPosRow, getPosSession } from "../sales/queries";
import type { PosSessionView } from "../schemas";

const ReverseInput = z.strictObject({ id: z.string().max(40), reason: FreeText(200).default("PayPOS") });

/**
 * Gives a phone's sale back whole, finished on the phone. It is a refund like every other: reserved, above the limit
 * approved by a second person, sent once, confirmed by the provider's own record.
 * @throws AppError not_found, invalid_state (nothing was taken, under way), as requestRefund
 */
export const reversePosSale = defineUseCase({
  name: "pos.reverse",
  permission: "refunds:request",
  input: ReverseInput,
  async run(scope, { id, reason }): Promise<PosSessionView> {
    const { session, payment } = await findPosRow(scope, id);
    if (payment.paidAt === null) {
      throw new AppError("invalid_state", "nothing was taken by this try", { reason: `session_is_${session.status}` });
    }
    await reserveRefund(
      scope,
      "refund",
      { payment_id: payment.id, amount: undefined, reason },
      { id: scope.commandId("refund"), batchId: null, onDevice: true },
    );
    return getPosSession(scope, id);
  },
});
