import { schemeOf } from "@/lib/kernel/card-number";
import { addHours } from "@/lib/kernel/clock";
import type { CardFacts, LinkRequest, MoneyBack, ProviderTransaction } from "../port";
import { fromMajor, toMajorNumber } from "./amounts";
import type { PageRequest, QueryRow } from "./wire";

export const TRY = 1;
const SALE = 1;
const GIVEN_BACK = [2, 3, 4];
/** The longest a watch waits: a payer who is still at the bank is not called failed before. */
export const WATCH_MINUTES = 20;
const HELD = 3;
const FAILED = [5, 7];
const LET_GO = 12;
const CREATED = 1;

/** A paylink as a common payment page (7.1); its life is always named, since the default is ten minutes. */
export function toPage(request: LinkRequest, now: Date): PageRequest {
  return {
    UniqueCode: request.reference,
    Amount: toMajorNumber(request.price.amount),
    CurrencyId: TRY,
    LanguageId: 1,
    CallbackSupport: true,
    CallbackAddress: request.confirmationUrl,
    InstallmentSupport: false,
    SuccessBackUrl: request.successUrl,
    FailBackUrl: request.failureUrl,
    Force3D: true,
    ShowProduct: false,
    ExpireDateTime: toLocalMoment(addHours(now, request.validHours)),
    PayWatchSupport: true,
    PayWatchMin: WATCH_MINUTES,
    PayWatchCallbackAddress: request.confirmationUrl,
    Customer: {
      FullName: request.payerName,
      ...(request.phone && { Phone: request.phone }),
      ...(request.email && { Email: request.email }),
    },
  };
}

/** `yyyy-MM-ddTHH:mm:ss` of an instant in Istanbul. */
function toLocalMoment(instant: Date): string {
  return addHours(instant, 3).toISOString().slice(0, 19);
}

/** `yyyy-MM-dd` of an instant in Istanbul (1.7). */
export function toDay(instant: Date): string {
  return toLocalMoment(instant).slice(0, 10);
}

/** ASSUMPTION PAYWALL-T1: a moment without a zone is Istanbul's. Up to seven fractional digits. */
export function instantOf(text: string | null | undefined): Date | null {
  if (!text) return null;
  const short = text.replace(/(\.\d{3})\d*/, "$1");
  const milliseconds = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(short) ? short : `${short}+03:00`);
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds);
}

function cardOf(row: QueryRow): CardFacts {
  const match = /^(\d{6,8})\D+(\d{4})$/.exec(row.CardNumber ?? "");
  return {
    bin: match?.[1] ?? null,
    last4: match?.[2] ?? null,
    brand: match?.[1] ? (schemeOf(match[1]) ?? null) : null,
    bank: row.CardBankName || null,
    type: row.CardTypeName?.toLowerCase() || null,
  };
}

/** Never `Status` alone (5): money taken is `AnySuccessPayment`, held is a provision in state 3. */
function verdictOf(row: QueryRow): ProviderTransaction["verdict"] {
  const state = Number(row.StatusId);
  if (row.AnySuccessPayment === true) return "captured";
  if (row.IsProvision === true && (state === HELD || state === LET_GO)) return "authorised";
  const neverPaid = row.AnySuccessPayment === false && Number(row.TypeId) === SALE;
  return neverPaid && FAILED.includes(state) ? "failed" : "open";
}

/** ASSUMPTION PAYWALL-C1: `CommissionAmount` is all that is kept of the charge, tax in it; without it no net is known. */
function figuresOf(row: QueryRow, charged: bigint | null) {
  const commission = fromMajor(row.CommissionAmount) ?? null;
  const net = charged === null || commission === null ? null : charged - commission;
  return { amountCharged: charged, net, commission, commissionTax: commission === null ? null : 0n };
}

/** ASSUMPTION PAYWALL-Q3: of a provision that was closed, what its own movement took; the payment's amount otherwise. */
function chargedOf(row: QueryRow): bigint | null {
  const isClosed = row.IsProvision === true && row.AnySuccessPayment === true && Number(row.TypeId) === SALE;
  return fromMajor(isClosed ? (row.ActivityAmount ?? row.PaymentAmount) : row.PaymentAmount) ?? null;
}

/**
 * A query's row in our words. The transaction's id is Paywall's GUID: the same through capture and refunds. `charged`
 * where another figure than the payment's own amount was taken.
 */
export function toProviderTransaction(row: QueryRow, charged = chargedOf(row)): ProviderTransaction {
  const verdict = verdictOf(row);
  const isSale = Number(row.TypeId) === SALE;
  return {
    transactionId: row.UniqueCode,
    kind: row.IsProvision === true ? (verdict === "captured" ? "capture" : "authorisation") : "sale",
    reference: row.MerchantUniqueCode || null,
    verdict,
    ...(verdict === "open" && isSale && Number(row.StatusId) === CREATED && { neverOpened: true as const }),
    ...figuresOf(row, charged),
    currency: Number(row.CurrencyId) === TRY ? "TRY" : null,
    currencyText: row.CurrencyName ?? String(row.CurrencyId ?? ""),
    installments: Number(row.Installment ?? 1),
    card: cardOf(row),
    decline:
      verdict === "failed"
        ? { code: String(row.Error?.ErrorType ?? ""), class: "bank", message: row.Error?.ErrorMessage ?? "" }
        : null,
    occurredAt: isSale ? instantOf(row.LastActivityDateTime) : null,
    refs: { unique_code: row.UniqueCode, payment_id: String(row.PaymentId) },
  };
}

/**
 * The same as what happened one after the other: one row tells of a hold and of its capture, and who never saw the hold
 * (it was closed in the provider's panel) books it first.
 */
export function toProviderTransactions(row: QueryRow): ProviderTransaction[] {
  const transaction = toProviderTransaction(row);
  if (transaction.kind !== "capture") return [transaction];
  const amountCharged = fromMajor(row.PaymentAmount) ?? null;
  return [
    { ...transaction, kind: "authorisation", verdict: "authorised", ...figuresOf(row, amountCharged) },
    transaction,
  ];
}

/** All of it went back: refunded, cancelled, or a held amount let go. */
export function isReversed(row: QueryRow): boolean {
  return row.IsFullyRefunded === true || row.AnySuccessCancel === true || Number(row.StatusId) === LET_GO;
}

/**
 * How much of the sale is left, and the latest movement of money going back; Paywall has no list of them.
 * ASSUMPTION PAYWALL-R1: the figures follow a request within twenty minutes.
 */
export function moneyBackOf(row: QueryRow): MoneyBack {
  const flags = [row.AnySuccessRefund, row.AnySuccessPartialRefund, row.AnySuccessCancel, row.IsFullyRefunded];
  if (flags.every((flag) => flag === false)) return { kind: "none" };
  const amount = fromMajor(row.ActivityAmount);
  const isLatest = GIVEN_BACK.includes(Number(row.TypeId)) && row.Status === true;
  return {
    kind: "some",
    remaining: isReversed(row) ? 0n : (fromMajor(row.RemainingRefundAmount) ?? null),
    last: isLatest && amount !== undefined && row.ActivityId ? { id: String(row.ActivityId), amount } : null,
  };
}

/** The payment's day, known only while its latest movement is the sale itself. */
export function saleDay(row: QueryRow): string | undefined {
  const at = Number(row.TypeId) === SALE ? instantOf(row.LastActivityDateTime) : null;
  return at ? toDay(at) : undefined;
}
