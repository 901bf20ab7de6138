import { currencyLabel, formatAmount } from "@/lib/kernel/format-money";
import { headerText } from "./mail-address";
import type { MailText } from "./mail-layout";

/** What a second person must know of a refund that waits for them; the amount in minor units. */
export type ApprovalFacts = {
  locale: "tr" | "en";
  merchant: string;
  amount: bigint;
  reference: string;
  requestedBy: string;
  reason: string;
  isTest: boolean;
  url: string;
};

const WORDS = {
  tr: {
    subject: (amount: string) => `Onayınızı bekleyen iade: ${amount}`,
    test: "TEST: ",
    heading: "Bir iade onayınızı bekliyor",
    line: (who: string, amount: string) =>
      `${who} ${amount} iade istedi. Tek kişinin sınırını aştığı için ikinci bir kişi onaylamalı.`,
    money: "Para henüz gönderilmedi; tutar ayrıldı.",
    amount: "Tutar",
    reference: "Ödeme",
    reason: "Neden",
    link: "İadeleri açın",
    footer: (merchant: string) => `${merchant} mağazasında iade onaylama yetkiniz olduğu için gönderildi.`,
  },
  en: {
    subject: (amount: string) => `A refund waits for your approval: ${amount}`,
    test: "TEST: ",
    heading: "A refund waits for your approval",
    line: (who: string, amount: string) =>
      `${who} asked for a refund of ${amount}. It is above one person's limit, so a second person has to approve it.`,
    money: "No money was sent yet; the amount is reserved.",
    amount: "Amount",
    reference: "Payment",
    reason: "Reason",
    link: "Open the refunds",
    footer: (merchant: string) => `You get this because you may approve refunds of ${merchant}.`,
  },
} as const;

/** The notice in the member's own language. */
export function refundApprovalText(facts: ApprovalFacts): MailText {
  const words = WORDS[facts.locale];
  const amount = `${formatAmount(facts.amount, facts.locale)} ${currencyLabel("TRY")}`;
  return {
    locale: facts.locale,
    subject: headerText(`${facts.isTest ? words.test : ""}${words.subject(amount)}`),
    heading: words.heading,
    lines: [words.line(headerText(facts.requestedBy), amount), words.money],
    facts: [
      [words.amount, amount],
      [words.reference, facts.reference],
      [words.reason, headerText(facts.reason)],
    ],
    link: { label: words.link, url: facts.url },
    footer: words.footer(headerText(facts.merchant)),
  };
}
