import { createHash } from "node:crypto";
import { readAgent } from "../../paynet/protocol/common-fields";
import { encodeInstant } from "../../paynet/protocol/dates";
import { refuse } from "../../paynet/protocol/refusal";
import { successEnvelope } from "../../paynet/protocol/result-codes";
import type { ServiceAnswer, ServiceCall } from "../../paynet/service";
import { fingerprint, newSessionKey } from "../pos-ids";
import { posRules } from "../pos-rules";

/** ASSUMPTION PAYNET-M9: every name is a panel user, but those that begin so; it is refused as a wrong field. */
const STRANGER = /^unknown/i;

/** `POST /v1/agent/get_auth_key` (docs/providers/paynet.md 2.1): a new key; earlier ones of the user live on. */
export function openPosKey({ world, account, fields }: ServiceCall): ServiceAnswer {
  fields.expectOnly(["agent_id", "user_id"]);
  fields.requiredText("agent_id");
  const agentId = readAgent(fields, account);
  const userId = fields.requiredText("user_id");
  if (STRANGER.test(userId)) throw refuse("bad_request", "Kullanıcı bulunamadı");
  const now = world.clock.now();
  const expiresAt = now + posRules(world).keyTtlSeconds * 1_000;
  const sessionKey = newSessionKey();
  const { name, companyCode } = account;
  world.truth.put("posKey", {
    ...{ id: fingerprint(sessionKey), account: name, agentId, userId, createdAt: now, expiresAt },
    closedAt: null,
  });
  return {
    body: {
      session_key: sessionKey,
      expired_date: encodeInstant(expiresAt),
      agent_id: agentId,
      company_code: companyCode,
      user_id: userId,
      user_unique_id: createHash("sha256").update(`${name} ${agentId} ${userId}`).digest("hex").slice(0, 32),
      is_okc_inquiry: false,
      ...successEnvelope("get_auth_key"),
    },
  };
}
