import { schemeOf } from "@/lib/kernel/card-number";
import { addHours } from "@/lib/kernel/clock";
import type { CardFacts, LinkRequest, ProviderTransaction } from "../port";
import type { ThreeDRequest } from "../three-d";
import { fromMajor, toMajorNumber } from "./amounts";
import type { PageRequest, QueryRow, StartRequest } from "./wire";

const TRY = 1;
const SALE = 1;
const HELD = 3;
const FAILED = [5, 7];
const LET_GO = 12;

/** Our 3-D payment as `payment/start3d` takes it (docs/providers/paywall.md 3.1); one product of the whole amount. */
export function toStart(request: ThreeDRequest): StartRequest {
  const { payer, watch } = request;
  const amount = toMajorNumber(request.total.amount);
  const { name, ip, phone, email, country, city, address } = payer;
  const product = { ProductId: "1", ProductName: request.itemName, ProductCategory: "-", ProductDescription: "-" };
  const rule = watch && {
    PayWatch: {
      Watch: true,
      PaymentStatus: [{ Id: 2 }],
      ActionId: 4,
      WebhookAddress: watch.url,
      WatchMin: watch.minutes,
    },
  };
  return {
    PaymentDetail: {
      Amount: amount,
      MerchantUniqueCode: request.reference,
      TrackingCode: request.reference,
      Half3D: request.hold,
      MerchantSuccessBackUrl: request.successUrl,
      MerchantFailBackUrl: request.failureUrl,
      ClientIP: ip,
      CurrencyId: TRY,
      Installment: Math.max(1, request.installments),
      ChannelId: 1,
      ...rule,
    },
    Card: { TempCardToken: request.card.kind === "token" ? request.card.token : "" },
    Customer: { FullName: name, Phone: phone, Email: email, Country: country, City: city, Address: address },
    Products: [{ ...product, ProductAmount: amount }],
  };
}

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
function instantOf(text: string | null | undefined): Date | null {
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

/** A query's row in our words. The transaction's id is Paywall's GUID: the same through capture and refunds. */
export function toProviderTransaction(row: QueryRow): ProviderTransaction {
  const verdict = verdictOf(row);
  const isSale = Number(row.TypeId) === SALE;
  return {
    transactionId: row.UniqueCode,
    kind: row.IsProvision === true ? (verdict === "captured" ? "capture" : "authorisation") : "sale",
    reference: row.MerchantUniqueCode || null,
    verdict,
    amountCharged: fromMajor(row.PaymentAmount) ?? null,
    net: null,
    commission: null,
    commissionTax: null,
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

/** All of it went back: refunded, cancelled, or a held amount let go. */
export function isReversed(row: QueryRow): boolean {
  return row.IsFullyRefunded === true || row.AnySuccessCancel === true || Number(row.StatusId) === LET_GO;
}

/** The payment's day, known only while its latest movement is the sale itself. */
export function saleDay(row: QueryRow): string | undefined {
  const at = Number(row.TypeId) === SALE ? instantOf(row.LastActivityDateTime) : null;
  return at ? toDay(at) : undefined;
}
