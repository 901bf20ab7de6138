import { type PaywallHashClaim, type PaywallHashKeys, type PaywallMessageKind, verifyPaywallHash } from "./hashes";
import { readJson } from "./read-json";

/** Values as they stood on the wire, names with their first letter in upper case; numbers keep their source text. */
type Texts = Record<string, string>;
type Reading = { kind: PaywallMessageKind; fields: Record<string, string | undefined>; reference: string | undefined };

const PAYMENT = (text: Texts, code: string | undefined) => ({
  paymentId: text.PaymentId,
  merchantUniqueCode: code,
  amount: text.Amount,
  installment: text.Installment,
});

/** Each kind by the field that no other kind has (docs/providers/paywall.md 8). Order matters: the telling ones first. */
const READERS: readonly [field: string, read: (text: Texts) => Reading][] = [
  [
    "PayWatchId",
    (text) => ({
      kind: "watch",
      fields: { paymentId: text.PaymentId, merchantUniqueCode: text.MerchantUniqueCode },
      reference: text.MerchantUniqueCode,
    }),
  ],
  [
    "LinkQrId",
    (text) => ({
      kind: "link",
      fields: {
        linkQrId: text.LinkQrId,
        paymentId: text.PaymentId,
        trackId: text.MerchantTrackId,
        orderId: text.MerchantOrderId,
        amount: text.Amount,
      },
      reference: text.MerchantOrderId,
    }),
  ],
  [
    "CheckoutId",
    (text) => ({
      kind: "page",
      fields: {
        checkoutId: text.CheckoutId,
        paymentId: text.PaymentId,
        uniqueCode: text.UniqueCode,
        amount: text.Amount,
      },
      reference: text.UniqueCode,
    }),
  ],
  [
    "PayoutTransactionId",
    (text) => ({
      kind: "payout",
      fields: {
        payoutId: text.PayoutTransactionId,
        merchantGroupCode: text.MerchantGroupCode,
        merchantUniqueCode: text.MerchantUniqueCode,
        amount: text.PayoutTransactionAmount,
      },
      reference: undefined,
    }),
  ],
  [
    "SubscriptionCode",
    (text) => ({
      kind: "recurring",
      fields: {
        paymentId: text.PaymentId,
        subscriptionMerchantCode: text.SubscriptionMerchantCode,
        subscriptionCode: text.SubscriptionCode,
      },
      reference: undefined,
    }),
  ],
  [
    "BulkPaymentId",
    (text) => ({
      kind: "bulk",
      fields: { bulkPaymentId: text.BulkPaymentId, merchantUniqueCode: text.MerchantUniqueCode },
      reference: undefined,
    }),
  ],
  [
    "PaymentRequestId",
    (text) => ({
      kind: "physical",
      fields: {
        paymentRequestId: text.PaymentRequestId,
        merchantUniqueCode: text.MerchantUniqueCode,
        amount: text.Amount,
      },
      reference: text.MerchantUniqueCode,
    }),
  ],
  [
    "ApmProviderId",
    (text) => ({
      kind: "apm",
      fields: { apmId: text.Id, merchantUniqueCode: text.MerchantUniqueCode, amount: text.Amount },
      reference: undefined,
    }),
  ],
  // The browser's form of a 3-D return: Paywall's own code is `paymentCode` there.
  [
    "PaymentCode",
    (text) => ({ kind: "threeDReturn", fields: PAYMENT(text, text.UniqueCode), reference: text.UniqueCode }),
  ],
  ["Type", (text) => ({ kind: "general", fields: PAYMENT(text, text.UniqueCode), reference: text.UniqueCode })],
];

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** `errorMessage` comes twice in the form; the first of a name counts. */
function readForm(text: string): Texts {
  const texts: Texts = {};
  for (const [name, value] of new URLSearchParams(text)) texts[capital(name)] ??= value;
  return texts;
}

const isForm = (contentType: string | undefined) => /^application\/x-www-form-urlencoded/i.test(contentType ?? "");

function readTexts(text: string, contentType: string | undefined): Texts {
  return isForm(contentType) ? readForm(text) : (readJson(text)?.texts ?? {});
}

function readMessage(texts: Texts): Reading | undefined {
  const [, read] = READERS.find(([field]) => texts[field] !== undefined && texts[field] !== "") ?? [];
  return read?.(texts);
}

/** The merchant's own code that a message names; everything else comes from our own query. */
export function readPaywallNotification(
  text: string,
  contentType: string | undefined,
): { reference: string | undefined } {
  return { reference: readMessage(readTexts(text, contentType))?.reference };
}

/**
 * `valid`: ids and amount are the provider's, never an outcome. `invalid`: a hash that does not hold. `missing`: the
 * provider signs this kind for the account and there is no hash. `unproven`: nothing to check it by.
 */
export type PaywallProof = "valid" | "invalid" | "missing" | "unproven";

export function provePaywallNotification(
  text: string,
  contentType: string | undefined,
  keys: PaywallHashKeys,
): PaywallProof {
  const texts = readTexts(text, contentType);
  const message = readMessage(texts);
  const hash = texts.Hash?.trim() || undefined;
  if (message === undefined) return hash === undefined ? "unproven" : "invalid";
  const claim: PaywallHashClaim = {
    kind: message.kind,
    fields: message.fields,
    hash,
    hashFormat: texts.HashFormat,
    hashKeyType: texts.HashKeyType,
  };
  const verdict = verifyPaywallHash(claim, keys);
  if (verdict === "unkeyed") return "unproven";
  return verdict === "invalid" && hash === undefined ? "missing" : verdict;
}
