import { refuse } from "../protocol/refusal";
import { repeatedEnvelope, successEnvelope } from "../protocol/result-codes";
import { failFirst, sentinelOf } from "../sentinels";
import type { ServiceAnswer, ServiceCall } from "../service";
import { bodyV2 } from "../three-d/charge-api-session";
import { chargeSession } from "../three-d/charge-session";
import { readDirect } from "../three-d/read-initial";
import { paidBefore } from "../three-d/start-session";

const NAME = "payment_response";

/**
 * `POST /v2/transaction/payment` (docs/providers/paynet.md 3.4): a charge without 3-D, keyed by its reference.
 * ASSUMPTION PAYNET-S7: a company without the permission is answered 403 and 7.
 */
export function payDirectly(call: ServiceCall): ServiceAnswer {
  const { account, world } = call;
  if (!account.maySkip3d) throw refuse("not_permitted", "3D kullanılmadan ödeme yetkiniz yok");
  const session = readDirect(call);
  const earlier = paidBefore(world, session);
  if (earlier !== undefined) {
    const before = { session, transaction: earlier, repeated: true };
    return { body: { ...bodyV2(world, before), ...repeatedEnvelope(NAME) } };
  }
  const sentinel = sentinelOf(session.amount);
  if (sentinel === "fails_first") failFirst(world.truth, `payment ${account.name} ${session.referenceNo}`);
  const charged = chargeSession(world, session);
  return { body: { ...bodyV2(world, charged), ...successEnvelope(NAME) }, hang: sentinel === "hangs" };
}
