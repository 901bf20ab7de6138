import { z } from "zod";
import { jsonReply, type Reply } from "../http/exchange";
import type { ControlCall } from "./control-call";

const address = z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).optional();
const Input = z.strictObject({ succeed_url: address, error_url: address, confirmation_url: address });

/**
 * `POST /_control/paylinks/{provider_id}/addresses`: seeded links are born without addresses, because the
 * product signs a capability into each of them; its seed puts them in here.
 */
export function setAddresses({ world, input, parameter }: ControlCall): Reply {
  const addresses = Input.parse(input);
  const paylink = world.truth.get("paylink", parameter.toLowerCase());
  if (paylink === undefined) return jsonReply(404, { error: "not_found" });
  world.truth.put("paylink", {
    ...paylink,
    succeedUrl: addresses.succeed_url ?? paylink.succeedUrl,
    errorUrl: addresses.error_url ?? paylink.errorUrl,
    confirmationUrl: addresses.confirmation_url ?? paylink.confirmationUrl,
  });
  return jsonReply(200, { id: paylink.id });
}
