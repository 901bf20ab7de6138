import { refuse } from "../protocol/refusal";
import { successEnvelope } from "../protocol/result-codes";
import type { ServiceAnswer, ServiceCall } from "../service";
import { findPaylink } from "./find-paylink";

/**
 * `POST /v1/mailorder/status_update` (docs/providers/paynet.md 5.6): 0 awaits payment, 3 is passive.
 * ASSUMPTION PAYNET-L7: a paid single-use link cannot be changed; repeating a status is no error.
 */
export function updateMailorderStatus(call: ServiceCall): ServiceAnswer {
  call.fields.expectOnly(["id", "reference_no", "status"]);
  const status = call.fields.integer("status");
  if (status !== 0 && status !== 3) throw refuse("bad_request", "status geçersiz");
  const paylink = findPaylink(call);
  if (paylink.paidXactId !== null && !paylink.multiPayment) throw refuse("no_process", "Ödenmiş emir güncellenemez");
  call.world.truth.put("paylink", { ...paylink, passive: status === 3 });
  return { body: successEnvelope("mailorder_update_status") };
}
