import { currencyLabel, formatAmount } from "@/lib/kernel/format-money";
import { headerText } from "./mail-address";
import type { MailText } from "./mail-layout";

/** What a payer's receipt tells; amounts in minor units. Of the card only the last four digits. */
export type ReceiptFacts = {
  locale: "tr" | "en";
  merchant: string;
  descriptor: string;
  phone: string | null;
  amountCharged: bigint;
  reference: string;
  paidAt: Date;
  cardLast4: string | null;
  installments: number;
  isTest: boolean;
  url: string;
};

const WORDS = {
  tr: {
    subject: (amount: string, merchant: string) => `Ödemeniz alındı: ${amount}, ${merchant}`,
    test: "TEST: gerçek para çekilmedi. ",
    heading: "Ödemeniz alındı",
    line: (merchant: string, amount: string) => `${merchant} için kartınızdan ${amount} çekildi.`,
    keep: "Başka bir şey yapmanız gerekmiyor.",
    amount: "Tutar",
    date: "Tarih",
    reference: "Başvuru numarası",
    card: "Kart",
    installments: "Taksit",
    statement: "Ekstrenizdeki ad",
    link: "Makbuzunuz",
    footer: (merchant: string, phone: string | null) =>
      `Sorunuz varsa ${merchant}${phone ? ` (${phone})` : ""} ile görüşün. Bu e-posta kart bilgisi istemez.`,
  },
  en: {
    subject: (amount: string, merchant: string) => `Payment received: ${amount}, ${merchant}`,
    test: "TEST: no real money was taken. ",
    heading: "Your payment was received",
    line: (merchant: string, amount: string) => `${amount} was charged to your card for ${merchant}.`,
    keep: "There is nothing else you need to do.",
    amount: "Amount",
    date: "Date",
    reference: "Reference",
    card: "Card",
    installments: "Installments",
    statement: "On your statement",
    link: "Your receipt",
    footer: (merchant: string, phone: string | null) =>
      `Questions? Talk to ${merchant}${phone ? ` (${phone})` : ""}. This e-mail never asks for card details.`,
  },
} as const;

/** The receipt in the payer's language. */
export function receiptText(facts: ReceiptFacts): MailText {
  const words = WORDS[facts.locale];
  const amount = `${formatAmount(facts.amountCharged, facts.locale)} ${currencyLabel("TRY")}`;
  const merchant = headerText(facts.merchant);
  const date = new Intl.DateTimeFormat(facts.locale === "tr" ? "tr-TR" : "en-GB", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Europe/Istanbul",
  }).format(facts.paidAt);
  const rows: [string, string | null][] = [
    [words.amount, amount],
    [words.date, date],
    [words.reference, facts.reference],
    [words.card, facts.cardLast4 === null ? null : `•••• ${facts.cardLast4}`],
    [words.installments, facts.installments > 1 ? String(facts.installments) : null],
    [words.statement, facts.descriptor],
  ];
  return {
    locale: facts.locale,
    subject: headerText(`${facts.isTest ? words.test : ""}${words.subject(amount, merchant)}`),
    heading: words.heading,
    lines: [`${facts.isTest ? words.test : ""}${words.line(merchant, amount)}`, words.keep],
    facts: rows.filter((row): row is [string, string] => row[1] !== null),
    link: { label: words.link, url: facts.url },
    footer: words.footer(merchant, facts.phone),
  };
}
