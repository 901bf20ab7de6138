import type { Reply } from "../http/exchange";
import { advanceClock } from "./advance-clock";
import type { ControlCall } from "./control-call";
import { finishAnyCheckout } from "./finish-checkout";
import { clearFaults, listFaults, orderFault } from "./order-fault";
import { payPaylink } from "./pay-paylink";
import { actOnPosSession } from "./paynet/act-on-phone";
import { putRecords } from "./paynet/put-records";
import { setPosAgent } from "./paynet/set-pos-agent";
import { setPosRules } from "./paynet/set-pos-rules";
import { setBankAnswer } from "./paywall/set-bank-answer";
import { setListener } from "./paywall/set-listener";
import { redeliverWebhook } from "./redeliver-webhook";
import { resetSandbox } from "./reset-sandbox";
import { setAddresses } from "./set-addresses";
import { showRequests } from "./show-requests";
import { showState } from "./show-state";

export interface ControlRoute {
  method: "GET" | "POST" | "DELETE";
  /** Matched against what follows `/_control/`. */
  path: RegExp;
  answer: "not_built" | ((call: ControlCall) => Promise<Reply> | Reply);
}

export const CONTROL_ROUTES: readonly ControlRoute[] = [
  { method: "POST", path: /^reset$/, answer: resetSandbox },
  { method: "GET", path: /^state$/, answer: showState },
  { method: "GET", path: /^requests$/, answer: showRequests },
  { method: "GET", path: /^faults$/, answer: listFaults },
  { method: "POST", path: /^faults$/, answer: orderFault },
  { method: "DELETE", path: /^faults$/, answer: clearFaults },
  { method: "POST", path: /^paylinks\/([^/]+)\/pay$/, answer: payPaylink },
  { method: "POST", path: /^paylinks\/([^/]+)\/addresses$/, answer: setAddresses },
  { method: "POST", path: /^webhooks\/redeliver$/, answer: redeliverWebhook },
  { method: "POST", path: /^paywall\/listeners$/, answer: setListener },
  { method: "POST", path: /^paywall\/payments\/([^/]+)\/bank$/, answer: setBankAnswer },
  { method: "POST", path: /^clock$/, answer: advanceClock },
  { method: "POST", path: /^checkouts\/(.+)\/finish$/, answer: finishAnyCheckout },
  { method: "POST", path: /^pos\/([^/]+)$/, answer: actOnPosSession },
  { method: "POST", path: /^paynet\/records$/, answer: putRecords },
  { method: "POST", path: /^paynet\/agents$/, answer: setPosAgent },
  { method: "POST", path: /^paynet\/pos_rules$/, answer: setPosRules },
  { method: "POST", path: /^refunds\/([^/]+)$/, answer: "not_built" },
];
