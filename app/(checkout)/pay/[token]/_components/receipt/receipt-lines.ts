import { dayAndMinute } from "@/app/_lib/time-format";
import type { PayPage } from "@/lib/checkout/schemas";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";

export type Paid = Extract<PayPage, { kind: "paid" }>;

export type ReceiptLine = { name: string; value: string; note?: string | undefined; isSum?: boolean; isCode?: boolean };

type Translate = (key: string, values?: Record<string, string | number>) => string;

function difference(page: Paid, t: Translate, money: (minorUnits: string | bigint) => string): ReceiptLine[] {
  const more = BigInt(page.amountCharged) - BigInt(page.amount);
  if (more === 0n) return [];
  return [
    { name: t("asked"), value: money(page.amount) },
    { name: t(more > 0n ? "difference" : "not_taken"), value: money(more) },
  ];
}

/** What a receipt says, on the screen, on paper and as PDF alike. `t` reads the catalogue `pay.paid`. */
export function receiptLines(page: Paid, locale: string, t: Translate): ReceiptLine[] {
  const money = (minorUnits: string | bigint) => formatMoney(BigInt(minorUnits), "TRY", locale as MoneyLocale);
  const plan = page.installments > 1 ? t("installments", { count: page.installments }) : t("single");
  const back = BigInt(page.amountRefunded);
  const card = page.cardLast4 ? [{ name: t("card"), value: page.cardBank ?? "", note: `•••• ${page.cardLast4}` }] : [];
  const refunded = back > 0n ? [{ name: t("refunded"), value: money(back), note: t("refunded_note") }] : [];
  return [
    { name: t("number"), value: page.reference, isCode: true },
    { name: t("date"), value: dayAndMinute(page.paidAt, locale), note: t("zone") },
    ...(page.note ? [{ name: t("description"), value: page.note }] : []),
    ...card,
    { name: t("statement"), value: page.merchant.descriptor },
    ...difference(page, t, money),
    { name: t("total"), value: money(page.amountCharged), note: plan, isSum: true },
    ...refunded,
  ];
}

/** All of it went back. */
export const isPaidBack = (page: Paid): boolean => BigInt(page.amountRefunded) >= BigInt(page.amountCharged);
