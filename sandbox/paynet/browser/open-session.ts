import { checkPosType, readAgent, readUrl } from "../protocol/common-fields";
import { encodeInstant } from "../protocol/dates";
import type { Fields } from "../protocol/fields";
import { refuse } from "../protocol/refusal";
import { successEnvelope } from "../protocol/result-codes";
import type { PaynetSession } from "../records";
import type { ServiceAnswer, ServiceCall } from "../service";
import { sessionNamed } from "../three-d/find-session";
import { readWish, SESSION_MS } from "../three-d/read-initial";
import { newSessionId } from "../three-d/session-ids";

const VALUES = [
  ...["amount", "agent_id", "add_commission", "pos_type", "ratio_code", "domain", "tds_required", "show_tds_error"],
  ...["merge_option", "ratio_code_method", "invoice_no", "save_card", "user_unique_id", "user_gsm_no"],
  ...["card_owner_id", "card_desc", "return_url"],
];

type Values = Pick<
  PaynetSession,
  "amount" | "addCommission" | "agentId" | "ratioCode" | "returnUrl" | "tdsRequired" | "keep"
>;

function readValues({ account, fields }: Pick<ServiceCall, "account" | "fields">): Values {
  checkPosType(fields);
  fields.limitedText("domain", 256);
  fields.limitedText("return_url", 256);
  return {
    amount: fields.kurus("amount"),
    addCommission: fields.flag("add_commission"),
    agentId: readAgent(fields, account),
    ratioCode: fields.limitedText("ratio_code", 50),
    returnUrl: readUrl(fields, "return_url"),
    tdsRequired: fields.flag("tds_required"),
    keep: readWish(fields),
  };
}

/** `POST /v1/paynetj/auth?type=CF` (docs/providers/paynet.md 8): a session that waits for a card from a browser. */
export function openSession(call: ServiceCall): ServiceAnswer {
  const { account, fields, world } = call;
  fields.expectOnly(VALUES);
  const now = world.clock.now();
  const session: PaynetSession = {
    ...readValues(call),
    id: newSessionId(),
    account: account.name,
    flow: "browser",
    status: "open",
    ...{ referenceNo: "", email: "", phone: "", note: "", instalment: 0, transactionType: 1, isEscrow: false },
    ...{ isTds: true, tokens: 0, card: null, month: 0, year: 0, declineWith: null, xactId: null, cardId: null },
    createdAt: now,
    expiresAt: now + SESSION_MS,
  };
  world.truth.put("pnSession", session);
  return { body: { ...answer(session, account.companyName), ...successEnvelope("paynetj_auth") } };
}

function answer(session: PaynetSession, name: string): Record<string, unknown> {
  return {
    session_id: session.id,
    expire_date: encodeInstant(session.expiresAt),
    name,
    tds_required: session.tdsRequired,
  };
}

/** Values that did not come stay as they were. */
function changes(session: PaynetSession, fields: Fields, call: ServiceCall): Partial<PaynetSession> {
  return {
    ...(fields.has("amount") && { amount: fields.kurus("amount") }),
    ...(fields.has("add_commission") && { addCommission: fields.flag("add_commission") }),
    ...(fields.has("agent_id") && { agentId: readAgent(fields, call.account) }),
    ...(fields.has("ratio_code") && { ratioCode: fields.limitedText("ratio_code", 50) }),
    ...(fields.has("return_url") && { returnUrl: readUrl(fields, "return_url") }),
    ...(fields.has("save_card") && { keep: readWish(fields) }),
    // ASSUMPTION PAYNET-J3: once asked for, 3-D stays asked for, because a browser holds the same key.
    tdsRequired: session.tdsRequired || fields.flag("tds_required"),
  };
}

/** `POST /v1/paynetj/auth_update`: while no card has been given. */
export function updateSession(call: ServiceCall): ServiceAnswer {
  call.fields.expectOnly(["session_id", ...VALUES]);
  const session = sessionNamed(call, "browser");
  if (session.status !== "open") throw refuse("used_session", "Oturum için kart bilgisi alınmış");
  call.world.truth.put("pnSession", { ...session, ...changes(session, call.fields, call) });
  return { body: successEnvelope("paynetj_auth_update") };
}
