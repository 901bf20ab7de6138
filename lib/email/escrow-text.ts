import { currencyLabel, formatAmount } from "@/lib/kernel/format-money";
import { EN } from "./escrow-words/en";
import { TR } from "./escrow-words/tr";
import { headerText } from "./mail-address";
import type { MailText } from "./mail-layout";

export type Reader = "payer" | "seller";

export type EscrowMailKind =
  | "escrow.held"
  | "escrow.sent"
  | "escrow.code"
  | "escrow.delivered"
  | "escrow.disputed"
  | "escrow.resolved"
  | "escrow.released"
  | "escrow.refund_started"
  | "escrow.refund_done"
  | "escrow.reminder";

/** What a mail about held money may tell; amounts in minor units. */
export type HeldFacts = {
  locale: "tr" | "en";
  isTest: boolean;
  merchant: string;
  phone: string | null;
  provider: string;
  customer: string;
  /** What was paid. */
  total: bigint;
  /** What this mail is about: held, released, going back. */
  amount: bigint;
  reference: string;
  paidAt: Date;
  cardLast4: string | null;
  shipBy: Date | null;
  /** Null where it never happens by itself, or while a dispute stops the clock. */
  autoReleaseAt: Date | null;
  url: string;
  carrier?: string | null;
  trackingNo?: string | null;
  code?: string;
  codeUntil?: Date;
  /** The buyer's own word: a confirmed delivery, a reported problem. */
  byBuyer?: boolean;
  isPaused?: boolean;
  reason?: string;
  outcome?: string | null;
  reversal?: string | null;
};

/** The facts as they are written in one language. */
export type Told = {
  merchant: string;
  customer: string;
  /** "Paynet’te", "at Paynet". */
  at: string;
  amount: string;
  release: string | null;
  shipBy: string | null;
  parcel: string;
  code: string;
  codeUntil: string;
  byBuyer: boolean;
  isPaused: boolean;
  reason: string;
  outcome: string;
};

export type Words = { subject: (told: Told) => string; heading: string; lines: (told: Told) => string[]; link: string };

export type EscrowWords = {
  test: string;
  at: Record<string, string>;
  facts: Record<
    "amount" | "paid" | "reference" | "card" | "parcel" | "code" | "release" | "ship" | "reason" | "number",
    string
  >;
  footer: Record<Reader, (merchant: string, phone: string | null) => string>;
  kinds: Record<EscrowMailKind, Partial<Record<Reader, Words>>>;
};

const WORDS: Record<"tr" | "en", EscrowWords> = { tr: TR, en: EN };

function timeIn(locale: "tr" | "en", at: Date | null | undefined): string | null {
  if (at === null || at === undefined) return null;
  return new Intl.DateTimeFormat(locale === "tr" ? "tr-TR" : "en-GB", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Europe/Istanbul",
  }).format(at);
}

const money = (amount: bigint, locale: "tr" | "en") => `${formatAmount(amount, locale)} ${currencyLabel("TRY")}`;

function tell(facts: HeldFacts, { at }: EscrowWords): Told {
  const { locale } = facts;
  return {
    merchant: headerText(facts.merchant),
    customer: headerText(facts.customer),
    at: at[facts.provider] ?? "",
    amount: money(facts.amount, locale),
    release: timeIn(locale, facts.autoReleaseAt),
    shipBy: timeIn(locale, facts.shipBy),
    parcel: headerText([facts.carrier, facts.trackingNo].filter(Boolean).join(", ")),
    code: facts.code ?? "",
    codeUntil: timeIn(locale, facts.codeUntil) ?? "",
    byBuyer: facts.byBuyer ?? false,
    isPaused: facts.isPaused ?? false,
    reason: headerText(facts.reason ?? ""),
    outcome: facts.outcome ?? "",
  };
}

/** The rows of a kind; what is null is left out. */
function rowsOf(kind: EscrowMailKind, facts: HeldFacts, { facts: names }: EscrowWords): [string, string | null][] {
  const told = (name: string | undefined | null) => (name ? headerText(name) : null);
  const isFirst = kind === "escrow.held";
  const isClock = isFirst || kind === "escrow.sent" || kind === "escrow.reminder";
  return [
    [names.code, facts.code ?? null],
    [names.amount, money(facts.amount, facts.locale)],
    [names.paid, isFirst ? timeIn(facts.locale, facts.paidAt) : null],
    [names.reference, facts.reference],
    [names.card, isFirst && facts.cardLast4 ? `•••• ${facts.cardLast4}` : null],
    [names.parcel, told([facts.carrier, facts.trackingNo].filter(Boolean).join(", "))],
    [names.ship, isFirst ? timeIn(facts.locale, facts.shipBy) : null],
    [names.release, isClock ? timeIn(facts.locale, facts.autoReleaseAt) : null],
    [names.reason, told(facts.reason)],
    [names.number, told(facts.reversal)],
  ];
}

/** A step of held money in its reader's words. @throws Error for a kind that this reader is never told */
export function escrowText(kind: EscrowMailKind, reader: Reader, facts: HeldFacts): MailText {
  const words = WORDS[facts.locale];
  const own = words.kinds[kind][reader];
  if (own === undefined) throw new Error(`${reader} is not told of ${kind}`);
  const told = tell(facts, words);
  return {
    locale: facts.locale,
    subject: headerText(`${facts.isTest ? words.test : ""}${own.subject(told)}`),
    heading: own.heading,
    lines: own.lines(told).filter((line) => line !== ""),
    facts: rowsOf(kind, facts, words).filter((row): row is [string, string] => row[1] !== null),
    link: { label: own.link, url: facts.url },
    footer: words.footer[reader](headerText(facts.merchant), facts.phone),
  };
}
