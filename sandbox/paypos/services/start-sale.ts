import { ALL_PLANS } from "../../paynet/payment/commission";
import { readAgent } from "../../paynet/protocol/common-fields";
import type { Fields } from "../../paynet/protocol/fields";
import { refuse } from "../../paynet/protocol/refusal";
import { failFirst, sentinelOf } from "../../paynet/sentinels";
import type { ServiceAnswer, ServiceCall } from "../../paynet/service";
import { keyOf, newPosSession, readCallbackUrl, startedBody } from "./new-session";

const NAME = "init_sale_transaction";
const DOCUMENTED = [
  ...["amount", "add_commission", "instalment", "card_holder_phone", "card_holder_mail", "description"],
  ...["reference_no", "selected_agent_id", "callback_url"],
];
const LONGEST_REFERENCE = 50;

/** ASSUMPTION PAYNET-M2: 0 is a single payment and so is 1; a number no card could pay in is refused here. */
function readInstalment(fields: Fields): number {
  const asked = fields.integer("instalment") ?? 0;
  if (asked === 1) fields.variant("instalment of a single payment is documented as 0");
  const instalment = asked === 1 ? 0 : asked;
  if (!ALL_PLANS.includes(instalment)) throw refuse("bad_request", "instalment geçersiz");
  return instalment;
}

/**
 * `POST /v1/softpos/init_sale_transaction` (docs/providers/paynet.md 2.2): announces a sale, charges nothing.
 * ASSUMPTION PAYNET-M1: the amount is in TL. Every call makes a session, whatever its reference.
 */
export function startPosSale(call: ServiceCall): ServiceAnswer {
  const { world, account, fields } = call;
  fields.expectOnly(DOCUMENTED);
  const key = keyOf(call);
  const amount = fields.lira("amount");
  const facts = {
    kind: "sale" as const,
    amount,
    agentId: readAgent(fields, account, "selected_agent_id") || key.agentId,
    addCommission: fields.flag("add_commission"),
    instalment: readInstalment(fields),
    phone: fields.text("card_holder_phone"),
    email: fields.text("card_holder_mail"),
    note: fields.text("description"),
    referenceNo: fields.limitedText("reference_no", LONGEST_REFERENCE),
    callbackUrl: readCallbackUrl(fields),
  };
  const sentinel = sentinelOf(amount);
  // By key and amount: a caller that never repeats a reference could otherwise never get past it.
  if (sentinel === "fails_first") failFirst(world.truth, `pos ${key.id} ${amount}`);
  return { body: startedBody(newPosSession(call, facts), NAME), hang: sentinel === "hangs" };
}
