import { successEnvelope } from "../../paynet/protocol/result-codes";
import type { ServiceAnswer, ServiceCall } from "../../paynet/service";
import { fingerprint } from "../pos-ids";

/**
 * `POST /v1/agent/logout` (docs/providers/paynet.md 2.6): the key is over for good.
 * ASSUMPTION PAYNET-M8: an unknown key, or one that was ended before, is no error.
 */
export function closePosKey({ world, account, fields }: ServiceCall): ServiceAnswer {
  fields.expectOnly(["session_key"]);
  const key = world.truth.get("posKey", fingerprint(fields.requiredText("session_key")));
  if (key?.account === account.name && key.closedAt === null)
    world.truth.put("posKey", { ...key, closedAt: world.clock.now() });
  return { body: successEnvelope("logout") };
}
