import { schemeOf } from "@/lib/kernel/card-number";
import type {
  CardFacts,
  Decline,
  DeclineClass,
  LinkRequest,
  ProviderReversal,
  ProviderTransaction,
  TransactionKind,
} from "../port";
import { fromTl, toTlNumber } from "./amounts";
import type { MailorderCreateRequest, ReversalRow, TransactionRow } from "./wire";

/** docs/providers/paynet.md 1.7: 1 sale, 2 cancel, 3 pre-authorisation, 4 capture, 5-6 their reversals, 9 refund. */
const KINDS: Record<number, TransactionKind> = {
  1: "sale",
  2: "reversal",
  3: "authorisation",
  4: "capture",
  5: "reversal",
  6: "reversal",
  9: "reversal",
};
const SUCCESS: Partial<Record<TransactionKind, "captured" | "authorised">> = {
  sale: "captured",
  authorisation: "authorised",
  capture: "captured",
};

/** Bank response codes whose meaning is the same at every Turkish acquirer; the rest is `bank`. */
const DECLINE_CLASSES: Record<string, DeclineClass> = {
  "51": "insufficient_funds",
  "16": "three_d",
  "14": "card",
  "41": "card",
  "43": "card",
  "54": "card",
  "62": "card",
  "82": "card",
  "91": "system",
  "96": "system",
};

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

/** Our request as `v1/mailorder/create` takes it (section 5.1); defaults that differ between pages are always sent. */
export function toMailorderCreate(request: LinkRequest): MailorderCreateRequest {
  return withoutUndefined({
    name_surname: request.payerName,
    amount: toTlNumber(request.price.amount),
    pos_type: request.posType,
    addcomission_to_amount: request.addCommission,
    agent_id: request.agentId,
    user_name: request.userName,
    email: request.email,
    send_mail: request.sendEmail,
    phone: request.phone,
    send_sms: request.sendSms,
    expire_date: String(request.validHours),
    note: request.note,
    agent_note: request.agentNote,
    reference_no: request.reference,
    instalment_key: request.installmentKey,
    succeed_url: request.successUrl,
    error_url: request.failureUrl,
    confirmation_url: request.confirmationUrl,
    send_confirmation_mail: request.sendConfirmationMail,
    multi_payment: request.manyUses ? true : undefined,
  }) as MailorderCreateRequest;
}

function cardOf(row: TransactionRow): CardFacts {
  const number = row.card_no_masked ?? row.card_no ?? "";
  const match = /^(\d{6,8})\D+(\d{4})$/.exec(number);
  const kinds: Record<string, string> = { cc: "credit", bc: "debit", dc: "debit" };
  return {
    bin: match?.[1] ?? null,
    last4: match?.[2] ?? null,
    brand: match?.[1] ? (schemeOf(match[1]) ?? null) : null,
    bank: row.bank_id ? row.bank_id : null,
    type: kinds[row.card_type ?? ""] ?? null,
  };
}

function declineOf(row: TransactionRow): Decline {
  const code = row.bank_error_id || row.paynet_error_id || "";
  const message = row.bank_error_message || row.paynet_error_message || "";
  return { code, class: DECLINE_CLASSES[code] ?? (row.paynet_error_id ? "system" : "bank"), message };
}

function kindOf(row: TransactionRow): TransactionKind {
  const type = row.transaction_type;
  return type === null || type === undefined ? "sale" : (KINDS[Number(type)] ?? "other");
}

/** Paid only when the row says `is_succeed: true` for money taken; a reversal, a query or a new type stays open. */
function verdictOf(row: TransactionRow): ProviderTransaction["verdict"] {
  const success = SUCCESS[kindOf(row)];
  if (success === undefined) return "open";
  if (row.is_succeed === true) return success;
  return row.is_succeed === false ? "failed" : "open";
}

const LIST_TIME = /^(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})$/;

/** ISO 8601, or the `dd.mm.yyyy HH:mm:ss` of list rows. Paynet's clock is Istanbul's: no zone means +03:00. */
export function instantOf(text: string | null | undefined): Date | null {
  if (!text) return null;
  const iso = text.replace(LIST_TIME, "$3-$2-$1T$4").replace(/(\.\d{3})\d*/, "$1");
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}+03:00`;
  const milliseconds = Date.parse(zoned);
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds);
}

const CURRENCIES: Record<string, "TRY"> = { TRY: "TRY", TL: "TRY", "949": "TRY" };

function figuresOf(row: TransactionRow) {
  return {
    amountCharged: fromTl(row.amount) ?? null,
    net: fromTl(row.netAmount ?? row.net_amount) ?? null,
    commission: fromTl(row.comission) ?? null,
    commissionTax: fromTl(row.comission_tax) ?? null,
  };
}

function refsOf(row: TransactionRow): Record<string, string> {
  const { xact_id, id } = row;
  // The v2 services write `bank_` before what the others call by the plain name (section 3.3).
  const authorization_code = row.authorization_code || row.bank_authorization_code;
  const reference_code = row.reference_code || row.bank_reference_code;
  const order_id = row.order_id || row.bank_order_id;
  const named = { xact_id, xact: id, authorization_code, reference_code, order_id };
  const known = Object.entries(named).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return Object.fromEntries(known.map(([key, value]) => [key, String(value)]));
}

/** A row of transaction/check, detail, list (6) or a charge's answer (3.3, 8) in our words; every spelling is read. */
export function toProviderTransaction(row: TransactionRow): ProviderTransaction {
  const currencyText = row.currency ?? "";
  const verdict = verdictOf(row);
  return {
    transactionId: row.xact_id,
    kind: kindOf(row),
    reference: row.agent_reference ?? row.reference_no ?? row.agent_reference_no ?? null,
    verdict,
    // ASSUMPTION PAYNET-P3: the flag says that the money was taken back.
    ...(row.is_onchargeback === true && { chargedBack: true as const }),
    ...figuresOf(row),
    currency: CURRENCIES[currencyText] ?? null,
    currencyText,
    installments: Number(row.instalment ?? row.installment ?? 0),
    card: cardOf(row),
    decline: verdict === "failed" ? declineOf(row) : null,
    occurredAt: instantOf(row.xact_date) ?? instantOf(row.xact_time),
    refs: refsOf(row),
  };
}

const REVERSAL_STATES: Record<number, ProviderReversal["state"]> = { 0: "waiting", 3: "approved", 5: "rejected" };

/** A row of transaction/reversal_list; a state we do not know stays open (PAYNET-R5 in docs/providers/unverified.md). */
export function toProviderReversal(row: ReversalRow): ProviderReversal | undefined {
  const amount = fromTl(row.amount);
  if (row.id === null || row.id === undefined || amount === undefined) return undefined;
  return {
    reversalId: String(row.id),
    transactionId: row.xact_id,
    amount,
    state: REVERSAL_STATES[Number(row.status ?? -1)] ?? "open",
    requestedAt: instantOf(row.entry_date),
  };
}

/** `dd.mm.yyyy` of an instant in Istanbul, as the list services want their dates (section 1.7). */
export function toListDate(instant: Date): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Istanbul",
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
  }).format(instant);
  return parts.replaceAll("/", ".");
}
