import "server-only";
import { z } from "zod";
import { followTriesOf } from "@/lib/checkout/tries/follow-attempt";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { followPosOf } from "@/lib/pos/sales/follow-pos";
import { defineUseCase } from "@/lib/runtime/use-case";
import { getPayment } from "./queries";
import type { PaymentDto } from "./schemas";

/**
 * Asks the provider about a payment now, at a person's or program's word. The answer decides as always.
 * @throws AppError not_found, forbidden
 */
export const syncPayment = defineUseCase({
  name: "payment.sync",
  permission: "payments:read",
  input: z.strictObject({ id: z.string().max(40) }),
  async run(scope, { id }): Promise<PaymentDto> {
    const payment = await getPayment(scope, id);
    if (payment.paylink_id !== null) {
      await followPaylink({ merchantId: scope.merchantId, paylinkId: payment.paylink_id, clock: scope.clock });
    }
    if (payment.checkout_id !== null) await followTriesOf(scope.merchantId, payment.id, scope.clock);
    if (payment.pos_session_id !== null) await followPosOf(scope.merchantId, payment.id, scope.clock);
    return getPayment(scope, id);
  },
});
