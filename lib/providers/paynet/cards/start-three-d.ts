import type { z } from "zod";
import type { StoredCard, ThreeDOutcome, ThreeDRequest, TypedCard } from "../../three-d";
import { toCommaText } from "../amounts";
import { callPaynet, type PaynetAnswer, type PaynetConnection } from "../client";
import { startBrowserSession } from "./browser-flow";
import { TdsInitialAnswer } from "./card-wire";
import { providerPage } from "./provider-page";
import { keepFields, transactionType } from "./request-fields";

const START = {
  path: "v2/transaction/tds_initial",
  retryClass: "query-then-repeat",
  answer: TdsInitialAnswer,
} as const;
/** The reference was paid before: money may have been taken, so this is never a no. */
const PAID_BEFORE = 100;

/** Ten digits from the 5 on, as the table says; anything else is left out rather than refused. */
export function phoneOf(text: string): string | undefined {
  return /5\d{9}$/.exec(text.replace(/\D/g, ""))?.[0];
}

function cardFields(card: TypedCard | StoredCard): Record<string, unknown> {
  if (card.kind === "stored") return { card_hash: card.card, card_owner_id: card.owner };
  const { holder, number, month, year, code } = card;
  return { card_holder: holder.slice(0, 50), pan: number.replace(/\D/g, ""), month, year, cvc: code };
}

/**
 * Our request as `tds_initial` takes it. The amount is what the card is charged, with `add_commission` off whoever bears
 * the difference: the payer agreed to that sum, so Paynet must not work out another one.
 */
function toInitial(request: ThreeDRequest, card: TypedCard | StoredCard): Record<string, unknown> {
  const { payer, installments, itemName } = request;
  const phone = phoneOf(payer.phone);
  return {
    amount: toCommaText(request.total.amount),
    reference_no: request.reference,
    return_url: request.successUrl,
    domain: new URL(request.origin).host,
    ...cardFields(card),
    ...(phone && { card_holder_phone: phone }),
    ...(payer.email && payer.email.length <= 60 && { card_holder_mail: payer.email }),
    ...(itemName && { description: itemName.slice(0, 140) }),
    instalment: installments > 1 ? installments : 0,
    pos_type: 5,
    add_commission: false,
    transaction_type: transactionType(request.hold),
    ...(request.untilDelivery && { is_escrow: true }),
    ...keepFields(request),
  };
}

function readStart(
  connection: PaynetConnection,
  answer: PaynetAnswer<z.output<typeof TdsInitialAnswer>>,
): ThreeDOutcome {
  if (answer.kind === "refused") return { kind: "rejected", code: String(answer.code), message: answer.message };
  if (answer.kind !== "ok") return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : "no_data" };
  const { session_id, token_id, post_url, code } = answer.body;
  if (Number(code) === PAID_BEFORE) return { kind: "unknown", why: "paid_before" };
  if (!session_id || !token_id) return { kind: "unknown", why: "no_session" };
  const page = providerPage(connection.baseUrl, post_url);
  if (page === undefined) return { kind: "unknown", why: "foreign_page" };
  return { kind: "redirect", url: page.href, session: { session_id, token_id, flow: "api" }, transactionId: null };
}

/**
 * Starts a 3-D payment (docs/providers/paynet.md 3.1). Nothing is charged by it, so any documented no is a no; a lost
 * answer is asked about by reference before it is sent again, because the same reference may have been paid meanwhile.
 * A card token means that the browser has started already (section 8): then nothing is sent here.
 */
export async function startThreeD(connection: PaynetConnection, request: ThreeDRequest): Promise<ThreeDOutcome> {
  const { card } = request;
  if (card.kind === "token") return startBrowserSession(connection, request, card);
  return readStart(connection, await callPaynet(connection, START, toInitial(request, card)));
}
