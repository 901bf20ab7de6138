import { z } from "zod";
import { jsonReply, type Reply } from "../../http/exchange";
import { paymentByGuid } from "../../paywall/payment/open-payment";
import type { ControlCall } from "../control-call";

const Input = z.strictObject({ took: z.boolean() });

/**
 * `POST /_control/paywall/payments/{unique_code}/bank`: whether the bank took the money of a payment whose payer is gone;
 * the next watch finds it out.
 */
export function setBankAnswer({ world, input, parameter }: ControlCall): Reply {
  const { took } = Input.parse(input);
  const payment = paymentByGuid(world, parameter);
  if (payment === undefined) return jsonReply(404, { error: "not_found" });
  if (payment.status > 2) return jsonReply(409, { reason: "used" });
  world.truth.put("pwPayment", { ...payment, status: 2, bankTook: took });
  return jsonReply(200, { unique_code: payment.uniqueCode, took });
}
