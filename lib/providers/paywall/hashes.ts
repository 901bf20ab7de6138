import { createHash, timingSafeEqual } from "node:crypto";

/** Ids of docs/providers/paywall.md 9; each key is made in the panel on its own. */
const KEY_TYPES = {
  ThreeDCallback: 1,
  LinkQrWebhook: 2,
  CheckoutWebhook: 3,
  SystemWebhook: 4,
  PayoutWebhook: 5,
  ApmWebhook: 6,
  PhysicalPosWebhook: 7,
} as const;
export type PaywallKeyType = keyof typeof KEY_TYPES;

const AMOUNT = "amount";

/** What each kind of message is hashed over, in order; the key stands in front of it. */
const KINDS = {
  threeDReturn: {
    format: "Payment",
    key: "ThreeDCallback",
    fields: ["paymentId", "merchantUniqueCode", AMOUNT, "installment"],
  },
  general: {
    format: "Payment",
    key: "SystemWebhook",
    fields: ["paymentId", "merchantUniqueCode", AMOUNT, "installment"],
  },
  watch: { format: "Paywatch", key: "SystemWebhook", fields: ["paymentId", "merchantUniqueCode"] },
  link: {
    format: "LinkPayment",
    key: "LinkQrWebhook",
    fields: ["linkQrId", "paymentId", "trackId", "orderId", AMOUNT],
  },
  page: {
    format: "CheckoutPayment",
    key: "CheckoutWebhook",
    fields: ["checkoutId", "paymentId", "uniqueCode", AMOUNT],
  },
  payout: {
    format: "Payout",
    key: "PayoutWebhook",
    fields: ["payoutId", "merchantGroupCode", "merchantUniqueCode", AMOUNT],
  },
  apm: { format: "Apm", key: "ApmWebhook", fields: ["apmId", "merchantUniqueCode", AMOUNT] },
  physical: {
    format: "PhysicalPos",
    key: "PhysicalPosWebhook",
    fields: ["paymentRequestId", "merchantUniqueCode", AMOUNT],
  },
  // ASSUMPTION PAYWALL-H2: no page names the key of these two; they are system messages.
  recurring: {
    format: "Recurring",
    key: "SystemWebhook",
    fields: ["paymentId", "subscriptionMerchantCode", "subscriptionCode"],
  },
  bulk: { format: "BulkPayment", key: "SystemWebhook", fields: ["bulkPaymentId", "merchantUniqueCode"] },
} as const satisfies Record<string, { format: string; key: PaywallKeyType; fields: readonly string[] }>;
export type PaywallMessageKind = keyof typeof KINDS;

/** Secrets by key type; a type may hold two while one is rolled. */
export type PaywallHashKeys = Partial<Record<PaywallKeyType, readonly string[]>>;

export type PaywallHashClaim = {
  kind: PaywallMessageKind;
  /** Values as they stood on the wire; `amount` is the number's source text, never a parsed number. */
  fields: Record<string, string | undefined>;
  hash: string | undefined;
  hashFormat?: string | undefined;
  hashKeyType?: string | undefined;
};

/** `unkeyed`: no key of this type is set, so the message is a hint without any proof. */
export type PaywallHashVerdict = "valid" | "invalid" | "unkeyed";

const PLAIN_DECIMAL = /^(\d{1,13})(?:[.,](\d{1,2})0*)?$/;

/** The texts a sender may have hashed for this amount, in the order of 9.1; the source text is the first. */
export function amountCandidates(source: string): string[] {
  const match = PLAIN_DECIMAL.exec(source);
  if (!match?.[1]) return [source];
  const decimals = (match[2] ?? "").padEnd(2, "0");
  const shortest = decimals.replace(/0+$/, "");
  const withDot = [`${match[1]}.${decimals}`, shortest === "" ? match[1] : `${match[1]}.${shortest}`];
  return [...new Set([source, ...withDot, ...withDot.map((text) => text.replace(".", ","))])];
}

const digest = (text: string) => createHash("sha256").update(text, "utf8").digest();

/**
 * Checks a message of Paywall against the keys of its kind (docs/providers/paywall.md 9). Every candidate of every key
 * is computed and compared whatever the earlier ones said. `valid` proves ids and amount, never an outcome.
 */
export function verifyPaywallHash(claim: PaywallHashClaim, keys: PaywallHashKeys): PaywallHashVerdict {
  const kind = KINDS[claim.kind];
  const secrets = keys[kind.key] ?? [];
  if (secrets.length === 0) return "unkeyed";
  const values = valuesOf(claim, kind.fields);
  const claimed = /^[0-9a-fA-F]{64}$/.test(claim.hash ?? "") ? Buffer.from(claim.hash ?? "", "hex") : undefined;
  if (!values || !claimed || !namesItsOwnKind(claim)) return "invalid";
  const texts = secrets.flatMap((secret) => values.map((parts) => [secret, ...parts].join("###")));
  const matches = texts.map((text) => timingSafeEqual(digest(text), claimed));
  return matches.includes(true) ? "valid" : "invalid";
}

/** One list of values per candidate of the amount; undefined when a value is missing or could fake a separator (9.2). */
function valuesOf(claim: PaywallHashClaim, names: readonly string[]): string[][] | undefined {
  const values = names.map((name) => claim.fields[name]);
  if (!values.every((value): value is string => value !== undefined && !value.includes("#"))) return undefined;
  const at = names.indexOf(AMOUNT);
  if (at < 0) return [values];
  return amountCandidates(values[at] ?? "").map((amount) => values.with(at, amount));
}

/** ASSUMPTION PAYWALL-H1: format and key type come as name or as number; absent names are taken as the kind's own. */
function namesItsOwnKind({ kind, hashFormat, hashKeyType }: PaywallHashClaim): boolean {
  const { format, key } = KINDS[kind];
  const formatFits = !hashFormat || hashFormat.toLowerCase() === format.toLowerCase();
  const keyFits = !hashKeyType || [key.toLowerCase(), String(KEY_TYPES[key])].includes(hashKeyType.toLowerCase());
  return formatFits && keyFits;
}
