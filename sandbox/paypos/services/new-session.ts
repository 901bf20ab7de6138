import type { Fields } from "../../paynet/protocol/fields";
import { refuse } from "../../paynet/protocol/refusal";
import { successEnvelope } from "../../paynet/protocol/result-codes";
import type { ServiceCall } from "../../paynet/service";
import { deeplinkOf, encryptionKeyOf, newPaymentSessionId } from "../pos-ids";
import type { PosKey, PosSession } from "../records";

/** ASSUMPTION PAYNET-M7: nobody says how long a phone may take. */
const SESSION_MS = 15 * 60_000;

/** A softPOS service is only ever reached with a key. */
export function keyOf({ posKey }: ServiceCall): PosKey {
  if (posKey === null) throw new Error("a softPOS service without a session key");
  return posKey;
}

/** A deep link back to the caller's app: any scheme of an app, never a relative address or a script. */
export function readCallbackUrl(fields: Fields): string {
  const text = fields.text("callback_url");
  if (text !== "" && !/^(?!(?:javascript|data|vbscript):)[a-z][a-z0-9+.-]*:\S+$/i.test(text))
    throw refuse("bad_request", "callback_url geçersiz");
  return text;
}

type Facts = Pick<PosSession, "kind" | "agentId" | "referenceNo" | "amount" | "callbackUrl"> & Partial<PosSession>;

/** Puts a session of this key's user that waits for its phone. */
export function newPosSession(call: ServiceCall, facts: Facts): PosSession {
  const { account, userId } = keyOf(call);
  const now = call.world.clock.now();
  const session: PosSession = {
    ...{ addCommission: false, instalment: 0, email: "", phone: "", note: "", saleXactId: "" },
    ...facts,
    ...{ id: newPaymentSessionId(), account, userId, status: "waiting", xactIds: [] },
    ...{ createdAt: now, expiresAt: now + SESSION_MS },
  };
  call.world.truth.put("posSession", session);
  return session;
}

/** What both starts answer (docs/providers/paynet.md 2.2). */
export function startedBody(session: PosSession, objectName: string): Record<string, unknown> {
  return {
    payment_session_id: session.id,
    deeplink_url: deeplinkOf(session),
    encryption_key: encryptionKeyOf(session),
    ...successEnvelope(objectName),
  };
}
