import { refuse } from "../protocol/refusal";
import { successEnvelope } from "../protocol/result-codes";
import { familyOf, planRows } from "../ratio/plan-rows";
import type { ServiceAnswer, ServiceCall } from "../service";
import { isOver, sessionNamed } from "../three-d/find-session";

/**
 * `POST /v1/paynetj/check_bin` (docs/providers/paynet.md 8): the plans of a card at the session's amount.
 * ASSUMPTION PAYNET-J2: `data` holds the plans of that one family themselves, as Paynet's own script reads them.
 */
export function checkBin(call: ServiceCall): ServiceAnswer {
  call.fields.expectOnly(["session_id", "bin", "no_instalment"]);
  const session = sessionNamed(call, "browser");
  if (isOver(session, call.world.clock.now())) throw refuse("no_session", "Oturumun süresi dolmuş");
  const family = familyOf(call.fields.requiredText("bin"));
  if (family === null) throw refuse("wrong_bin", "bin geçersiz");
  return {
    body: {
      bank_id: family.bankId,
      bank_logo: "",
      bank_name: family.bankName,
      card_type: family.type,
      tds_enable: true,
      data: planRows(session.amount, family, session.addCommission),
      ...successEnvelope("paynetj_check_bin"),
    },
  };
}
