import type { ProviderTransaction } from "../../port";
import type { ChargeOutcome, ChargeRequest } from "../../three-d";
import { toKurusText } from "../amounts";
import { callPaynet, type PaynetAnswer, type PaynetConnection } from "../client";
import { toProviderTransaction } from "../mapping";
import { ChargeAnswer } from "./card-wire";
import { transactionType } from "./request-fields";

const charge = { retryClass: "repeatable", hasEffect: true, answer: ChargeAnswer } as const;
const OPERATIONS = {
  api: { ...charge, path: "v2/transaction/tds_charge" },
  browser: { ...charge, path: "v1/transaction/charge" },
} as const;

/**
 * Noes that stay true whatever happened before them (1.5): the request or the card is wrong (11, 14, 18 to 22), the ids
 * do not belong together (15), 3-D was not passed (16). A session that had succeeded answers 100 instead.
 */
const DEFINITE = new Set([11, 14, 15, 16, 18, 19, 20, 21, 22]);
/** Used, gone or never there (5, 12, 13, 17): an earlier charge whose answer was lost looks just like this. */
const ASK = new Set([5, 12, 13, 17]);
const OLD_SUCCESS = 100;

function bodyOf({ session, hold, total, reference }: ChargeRequest, flow: "api" | "browser") {
  const ids = {
    session_id: session.session_id,
    token_id: session.token_id,
    transaction_type: transactionType(hold),
  };
  return flow === "api" ? ids : { ...ids, amount: toKurusText(total.amount), reference_no: reference };
}

function readRow(body: ChargeAnswer, { reference }: ChargeRequest, callId: string): ChargeOutcome {
  const { xact_id, is_save_card_succeed, card_owner_id, card_hash } = body;
  if (!xact_id) return { kind: "unknown", why: "no_id" };
  const transaction: ProviderTransaction = toProviderTransaction({ ...body, xact_id });
  if (transaction.reference !== null && transaction.reference !== reference)
    return { kind: "unknown", why: "another_payment" };
  const ours = transaction.kind === "sale" || transaction.kind === "authorisation";
  if (!ours || transaction.verdict === "open") return { kind: "unknown", why: "no_verdict" };
  const kept = is_save_card_succeed === true && card_owner_id && card_hash;
  const keptCard = kept ? { keptCard: { owner: card_owner_id, card: card_hash } } : {};
  return { kind: "answered", transaction, ...keptCard, callId };
}

function readCharge(answer: PaynetAnswer<ChargeAnswer>, request: ChargeRequest): ChargeOutcome {
  const { callId } = answer;
  if (answer.kind === "absent") return { kind: "already", callId };
  if (answer.kind === "ok") {
    const repeated = Number(answer.body.code) === OLD_SUCCESS;
    return repeated ? { kind: "already", callId } : readRow(answer.body, request, callId);
  }
  if (answer.code !== undefined && ASK.has(answer.code)) return { kind: "already", callId };
  if (answer.code !== undefined && DEFINITE.has(answer.code)) {
    const message = answer.kind === "refused" ? answer.message : "";
    return { kind: "rejected", code: String(answer.code), message, callId };
  }
  return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : `refused_${answer.code}` };
}

/**
 * Takes or holds the money of a session whose 3-D step is over (docs/providers/paynet.md 3.3; section 8 for a session of
 * the browser). Repeatable with the same ids: Paynet keys the charge by them, answers 100 once it has succeeded, and its
 * documentation asks to repeat until an answer comes. Figures the answer does not have stay null.
 */
export async function chargeThreeD(connection: PaynetConnection, request: ChargeRequest): Promise<ChargeOutcome> {
  const { session_id, token_id, flow } = request.session;
  if (!session_id || !token_id) return { kind: "unknown", why: "no_session" };
  const from = flow === "browser" ? "browser" : "api";
  return readCharge(await callPaynet(connection, OPERATIONS[from], bodyOf(request, from)), request);
}
