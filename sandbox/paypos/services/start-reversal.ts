import { refuse } from "../../paynet/protocol/refusal";
import type { ServiceAnswer, ServiceCall } from "../../paynet/service";
import { whyNotReversible } from "../phone/reverse-sale";
import { newPosSession, readCallbackUrl, startedBody } from "./new-session";

/**
 * `POST /v1/softpos/init_reversal_transaction` (docs/providers/paynet.md 2.5): the whole of a sale made on a phone.
 * ASSUMPTION PAYNET-M11: another sale, or one of which anything went or is going back, is refused with 6.
 */
export function startPosReversal(call: ServiceCall): ServiceAnswer {
  const { world, account, fields } = call;
  fields.expectOnly(["xact_id", "reference_no", "callback_url"]);
  const sale = world.truth.get("transaction", fields.requiredText("xact_id"));
  if (sale === undefined || sale.account !== account.name) throw refuse("no_data", "Kayıt bulunamadı");
  const why = whyNotReversible(world, sale);
  if (why !== null) throw refuse("no_process", why);
  const session = newPosSession(call, {
    kind: "reversal",
    ...{ agentId: sale.agentId, amount: sale.amount, saleXactId: sale.id },
    referenceNo: fields.text("reference_no"),
    callbackUrl: readCallbackUrl(fields),
  });
  return { body: startedBody(session, "init_reversal_transaction") };
}
