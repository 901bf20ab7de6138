import { z } from "zod";
import { jsonReply, type Reply } from "../../http/exchange";
import { posRules } from "../../paypos/pos-rules";
import type { ControlCall } from "../control-call";

const Input = z.strictObject({
  key_ttl_seconds: z.number().int().min(1).max(31_536_000).optional(),
  refused_key_status: z.union([z.literal(401), z.literal(400)]).optional(),
  allowed_addresses: z.array(z.string().min(1)).nullable().optional(),
});

/** `POST /_control/paynet/pos_rules`: what nobody documents about keys; what is not named stays as it is. */
export function setPosRules({ world, input }: ControlCall): Reply {
  const wish = Input.parse(input);
  const rules = posRules(world);
  const changed = {
    id: rules.id,
    keyTtlSeconds: wish.key_ttl_seconds ?? rules.keyTtlSeconds,
    refusedKeyStatus: wish.refused_key_status ?? rules.refusedKeyStatus,
    allowedAddresses: wish.allowed_addresses === undefined ? rules.allowedAddresses : wish.allowed_addresses,
  };
  world.truth.put("posRules", changed);
  return jsonReply(200, {
    key_ttl_seconds: changed.keyTtlSeconds,
    refused_key_status: changed.refusedKeyStatus,
    allowed_addresses: changed.allowedAddresses,
  });
}
