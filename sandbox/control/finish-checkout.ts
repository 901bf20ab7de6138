import type { Reply } from "../http/exchange";
import type { ControlCall } from "./control-call";
import { finishPaynetSession } from "./paynet/finish-session";
import { finishCheckout } from "./paywall/finish-checkout";

/** `POST /_control/checkouts/{provider_session_id}/finish`: whose session it is stands in its id. */
export function finishAnyCheckout(call: ControlCall): Promise<Reply> | Reply {
  const parameter = decodeURIComponent(call.parameter);
  return parameter.startsWith("js_")
    ? finishPaynetSession({ ...call, parameter })
    : finishCheckout({ ...call, parameter });
}
