import { z } from "zod";
import { jsonReply, type Reply } from "../../http/exchange";
import { PAYWALL_ACCOUNTS } from "../../paywall/accounts";
import type { ControlCall } from "../control-call";

const names = PAYWALL_ACCOUNTS.map(({ name }) => name) as [string, ...string[]];
const Input = z.strictObject({
  account: z.enum(names).default("demo"),
  url: z.url({ protocol: /^https?$/ }),
  types: z.array(z.number().int().min(1).max(15)).default([1, 2, 3, 4, 5]),
});

/** `POST /_control/paywall/listeners`: an address for general callbacks, as the provider's panel would register it. */
export function setListener({ world, input }: ControlCall): Reply {
  const listener = Input.parse(input);
  const id = `${listener.account} ${listener.url}`;
  world.truth.put("pwListener", { id, ...listener });
  return jsonReply(200, { id });
}
