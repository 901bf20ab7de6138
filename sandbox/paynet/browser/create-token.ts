import type { RememberedCard } from "../../state/records";
import { refuse } from "../protocol/refusal";
import { successEnvelope } from "../protocol/result-codes";
import { planOf } from "../ratio/plan-rows";
import type { PaynetSession } from "../records";
import type { ServiceAnswer, ServiceCall } from "../service";
import { isOver, sessionNamed } from "../three-d/find-session";
import { BROWSER_GATE_PATH } from "../three-d/gate-page";
import { readTypedCard } from "../three-d/read-card";
import { tokenOf } from "../three-d/session-ids";

const FIELDS = ["session_id", "card_holder", "pan", "month", "year", "cvc", "instalment_key", "do_3ds"];
/** A payer may type another card until one has passed. */
const RETYPABLE: readonly PaynetSession["status"][] = ["open", "awaiting_3d", "failed_3d"];

/** `POST /v1/paynetj/create_token` (docs/providers/paynet.md 8), from the payer's browser: a card for the session. */
export function createToken(call: ServiceCall): ServiceAnswer {
  const { fields, world } = call;
  fields.expectOnly(FIELDS);
  const session = sessionNamed(call, "browser");
  if (!RETYPABLE.includes(session.status)) throw refuse("used_session", "Oturum daha önce kullanılmış");
  if (isOver(session, world.clock.now())) throw refuse("no_session", "Oturumun süresi dolmuş");
  const given = readTypedCard(call);
  const isTds = session.tdsRequired || fields.flag("do_3ds");
  if (isTds && given.card.threeDsOff) throw refuse("three_ds_failed", "Kart 3D işlemine kapalıdır");
  const withCard: PaynetSession = {
    ...session,
    ...given,
    instalment: readPlan(call, given.card),
    isTds,
    status: isTds ? "awaiting_3d" : "passed",
    tokens: session.tokens + 1,
  };
  world.truth.put("pnSession", withCard);
  const post_url = isTds ? `${world.pagesUrl}${BROWSER_GATE_PATH}` : "";
  return {
    body: { token_id: tokenOf(withCard), is_tds: isTds, post_url, ...successEnvelope("paynetj_create_token") },
  };
}

function readPlan({ fields }: ServiceCall, card: RememberedCard): number {
  if (!fields.has("instalment_key")) return 0;
  const plan = planOf(card, fields.text("instalment_key"));
  if (plan === null) throw refuse("wrong_ratio", "instalment_key bu kart için geçersiz");
  return plan;
}
