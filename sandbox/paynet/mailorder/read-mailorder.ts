import { encodeInstant } from "../protocol/dates";
import { successEnvelope } from "../protocol/result-codes";
import type { ServiceAnswer, ServiceCall } from "../service";
import { findPaylink } from "./find-paylink";
import { paylinkRow } from "./paylink-row";

/** `POST /v1/mailorder/detail` (docs/providers/paynet.md 5.4). */
export function readMailorder(call: ServiceCall): ServiceAnswer {
  call.fields.expectOnly(["id", "reference_no"]);
  const paylink = findPaylink(call);
  // ASSUMPTION PAYNET-L3: detail types expire_date as a string; the moment of expiry is sent.
  const expire_date = encodeInstant(paylink.expiresAt);
  return { body: { ...paylinkRow(call.world, paylink), expire_date, ...successEnvelope("mailorder_detail") } };
}
