import type { CardEntryGrant, CardToken, ThreeDOutcome, ThreeDProvider, ThreeDRequest } from "../../three-d";
import { toKurusText } from "../amounts";
import { callPaynet, type PaynetAnswer, type PaynetConnection } from "../client";
import { instantOf } from "../mapping";
import { RatioAnswer, SessionAnswer } from "./card-wire";
import { browserSessionPage, providerPage } from "./provider-page";
import { readPlans } from "./ratios";
import { keepFields } from "./request-fields";
import { provenSession, withProof } from "./session-proof";

const publishable = { retryClass: "repeatable", key: "publishable" } as const;
const OPERATIONS = {
  open: { ...publishable, path: "v1/paynetj/auth?type=CF", answer: SessionAnswer },
  plans: { ...publishable, path: "v1/paynetj/check_bin", answer: RatioAnswer },
} as const;

type EntryRequest = Parameters<ThreeDProvider["prepareCardEntry"]>[0];

function notGranted(answer: Exclude<PaynetAnswer<unknown>, { kind: "ok" }>): CardEntryGrant {
  if (answer.kind === "refused") return { kind: "rejected", code: String(answer.code), message: answer.message };
  return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : "no_data" };
}

const refused = (code: string): CardEntryGrant => ({ kind: "rejected", code, message: "" });

/** The name of the chosen plan for this card, at exactly the sum the payer was shown. */
async function planKey(
  connection: PaynetConnection,
  sessionId: string,
  request: EntryRequest,
): Promise<string | CardEntryGrant> {
  const bin = request.bin?.replace(/\D/g, "").slice(0, 6) ?? "";
  if (bin.length < 6) return refused("bin_required");
  const answer = await callPaynet(connection, OPERATIONS.plans, { session_id: sessionId, bin });
  if (answer.kind !== "ok") return notGranted(answer);
  const plans = readPlans(answer.body.data ?? [], request.total.amount, false);
  if (plans.kind !== "found") return { kind: "unknown", why: "unreadable_plans" };
  const plan = plans.options.find(({ count }) => count === request.installments);
  return plan?.key ?? refused("plan_not_for_card");
}

/**
 * A session of the browser flow (docs/providers/paynet.md 8), opened by our server so that the amount is ours: with
 * 3-D required, the sum the card is charged, and no commission on top. Nothing is charged before `transaction/charge`,
 * so opening one again is harmless. `card_session` is what the page's form names the session by.
 */
export async function prepareCardEntry(connection: PaynetConnection, request: EntryRequest): Promise<CardEntryGrant> {
  const { publishableKey } = connection;
  if (!publishableKey) return refused("no_publishable_key");
  const opened = await callPaynet(connection, OPERATIONS.open, {
    amount: toKurusText(request.total.amount),
    add_commission: false,
    pos_type: 5,
    domain: new URL(request.origin).host,
    tds_required: true,
    ...keepFields(request),
    return_url: request.successUrl,
  });
  if (opened.kind !== "ok") return notGranted(opened);
  const { session_id, expire_date } = opened.body;
  const key = request.installments > 1 ? await planKey(connection, session_id, request) : undefined;
  if (typeof key === "object") return key;
  return {
    kind: "granted",
    protocol: "paynet_session",
    url: `${connection.baseUrl}/v1/paynetj/create_token`,
    fields: {
      session_id,
      publishable_key: publishableKey,
      card_session: withProof(connection, session_id, request),
      ...(key && { instalment_key: key }),
    },
    expiresAt: instantOf(expire_date),
  };
}

const SESSION = /^js_[\x21-\x7e]{1,97}$/;
const TOKEN = /^[0-9A-Za-z-]{8,100}$/;

/**
 * The bank's page for a card the browser handed over. What the browser says is a hint: its session has to be one that
 * we opened for this sum and plan, its address is opened only when it is a page of Paynet's own, its query is ours.
 */
export function startBrowserSession(
  connection: PaynetConnection,
  request: Pick<ThreeDRequest, "total" | "installments">,
  card: CardToken,
): ThreeDOutcome {
  const { publishableKey, baseUrl } = connection;
  if (!publishableKey) return { kind: "rejected", code: "no_publishable_key", message: "" };
  const session = provenSession(connection, card.session ?? "", request);
  if (session === undefined || !SESSION.test(session) || !TOKEN.test(card.token))
    return { kind: "rejected", code: "bad_token", message: "" };
  const page = card.threeDUrl ? providerPage(baseUrl, card.threeDUrl) : browserSessionPage(baseUrl);
  if (page === undefined) return { kind: "rejected", code: "foreign_page", message: "" };
  const ids = { session_id: session, token_id: card.token };
  page.search = new URLSearchParams({ ...ids, publishable_key: publishableKey }).toString();
  page.hash = "";
  return { kind: "redirect", url: page.href, session: { ...ids, flow: "browser" }, transactionId: null };
}
