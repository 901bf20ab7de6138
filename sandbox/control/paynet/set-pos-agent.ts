import { z } from "zod";
import { jsonReply, type Reply } from "../../http/exchange";
import { PAYNET_ACCOUNTS } from "../../paynet/accounts";
import { agentRecordId } from "../../paypos/pos-notice";
import type { ControlCall } from "../control-call";

const names = PAYNET_ACCOUNTS.map(({ name }) => name) as [string, ...string[]];
const Input = z.strictObject({
  account: z.enum(names).default("demo"),
  agent_id: z.string().min(1),
  webhook_url: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]),
});

/** `POST /_control/paynet/agents`: where a dealer's phone sales are told, as the provider's panel would register it. */
export function setPosAgent({ world, input }: ControlCall): Reply {
  const { account, agent_id: agentId, webhook_url: webhookUrl } = Input.parse(input);
  const known = PAYNET_ACCOUNTS.find(({ name }) => name === account);
  if (known === undefined || ![...known.liveAgents, ...known.blockedAgents].includes(agentId))
    return jsonReply(404, { error: "not_found" });
  const id = agentRecordId(account, agentId);
  world.truth.put("posAgent", { id, account, agentId, webhookUrl });
  return jsonReply(200, { id });
}
