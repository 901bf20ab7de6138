import type { PosSaleRequest, PosStartOutcome, SoftPosProvider } from "../../soft-pos";
import { toTlNumber } from "../amounts";
import { phoneOf } from "../cards/start-three-d";
import { callPaynet, type PaynetAnswer, type PaynetConnection } from "../client";
import { isKeyRefused } from "./key-refused";
import { InitAnswer } from "./pos-wire";

const INIT = { retryClass: "never-auto-repeat", answer: InitAnswer, key: "session" } as const;
const SALE = { ...INIT, path: "v1/softpos/init_sale_transaction" } as const;
const REVERSAL = { ...INIT, path: "v1/softpos/init_reversal_transaction" } as const;

/** A phone opens the link; nothing that a browser would run instead may stand in its place. */
const OPENABLE = /^(?!(?:javascript|data|vbscript|file|blob|about):)[a-z][a-z0-9+.-]*:\S+$/i;

function readStart(answer: PaynetAnswer<InitAnswer>): PosStartOutcome {
  const { callId } = answer;
  if (answer.kind === "refused") {
    if (isKeyRefused(answer, false)) return { kind: "key_refused" };
    return { kind: "rejected", code: String(answer.code), message: answer.message, callId };
  }
  if (answer.kind !== "ok") return { kind: "unknown", why: answer.kind === "unknown" ? answer.why : "no_data" };
  const { payment_session_id: paymentSessionId, deeplink_url: deeplinkUrl, encryption_key } = answer.body;
  if (!OPENABLE.test(deeplinkUrl)) return { kind: "unknown", why: "unusable_deeplink" };
  // Without it only the app's hint is unreadable; the sale can still be asked about.
  return { kind: "started", paymentSessionId, deeplinkUrl, encryptionKey: encryption_key ?? "", callId };
}

/** Optional fields are left out rather than sent empty: what an empty one means is not documented. */
function toInitSale(request: PosSaleRequest): Record<string, unknown> {
  const { price, payerPhone, payerEmail, description, agentId, callbackUrl } = request;
  if (price.amount <= 0n) throw new RangeError("an amount is above zero");
  const phone = payerPhone && phoneOf(payerPhone);
  return {
    amount: toTlNumber(price.amount),
    add_commission: request.addCommission,
    instalment: request.installments > 1 ? request.installments : 0,
    ...(phone && { card_holder_phone: phone }),
    ...(payerEmail && { card_holder_mail: payerEmail }),
    ...(description && { description }),
    reference_no: request.reference,
    ...(agentId && { selected_agent_id: agentId }),
    ...(callbackUrl && { callback_url: callbackUrl }),
  };
}

/**
 * Announces a sale (docs/providers/paynet.md 2.2); the card is charged on the phone. Amount in TL as a JSON number
 * (PAYNET-M1), `instalment` 0 for a single payment (PAYNET-M2). Sent once: nothing says that its reference is a key.
 * @throws RangeError at zero or below
 */
export async function startSale(connection: PaynetConnection, request: PosSaleRequest): Promise<PosStartOutcome> {
  return readStart(await callPaynet({ ...connection, sessionKey: request.key }, SALE, toInitSale(request)));
}

/** Announces that a whole sale goes back (2.5); there is no amount in this service, and it ends on the phone. */
export async function startReversal(
  connection: PaynetConnection,
  { key, transactionId, reference, callbackUrl }: Parameters<SoftPosProvider["startReversal"]>[0],
): Promise<PosStartOutcome> {
  const body = {
    xact_id: transactionId,
    reference_no: reference,
    ...(callbackUrl && { callback_url: callbackUrl }),
  };
  return readStart(await callPaynet({ ...connection, sessionKey: key }, REVERSAL, body));
}
