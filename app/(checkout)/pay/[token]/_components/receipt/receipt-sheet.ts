import type { ReceiptItems, ReceiptSheet } from "@/lib/checkout/receipt/receipt-sheet";
import { formatAmount, formatMoney } from "@/lib/kernel/format-money";
import { providerName } from "../pay-frame";
import { isPaidBack, type Paid, receiptLines } from "./receipt-lines";

type Translate = (key: string, values?: Record<string, string | number>) => string;

/** The lines of the sale with their own sums; undefined where it was not itemised. `t` reads the catalogue `pay`. */
export function receiptItems(page: Paid, language: "tr" | "en", t: Translate): ReceiptItems | undefined {
  if (page.items.length === 0) return undefined;
  return {
    heads: {
      name: t("paid.item"),
      quantity: t("paid.quantity"),
      unitAmount: t("paid.unit_amount"),
      amount: t("paid.amount"),
    },
    rows: page.items.map(({ name, quantity, unitAmount }) => ({
      name,
      quantity: String(quantity),
      unitAmount: formatAmount(BigInt(unitAmount), language),
      amount: formatAmount(BigInt(unitAmount) * BigInt(quantity), language),
    })),
  };
}

/** What a receipt on paper says: A4, slip and the slip on screen alike. `t` reads the catalogue `pay`. */
export function receiptSheet(page: Paid, locale: string, t: Translate): ReceiptSheet {
  const language = locale === "en" ? "en" : "tr";
  return {
    language,
    merchant: page.merchant,
    title: t("paid.receipt_title"),
    number: page.reference,
    verdict: t(isPaidBack(page) ? "paid.refunded" : "paid.title"),
    amount: formatMoney(BigInt(page.amountCharged), "TRY", language),
    items: receiptItems(page, language, t),
    lines: receiptLines(page, locale, (key, values) => t(`paid.${key}`, values)),
    foot: [
      ...(page.mode === "test" ? [t("test")] : []),
      t("paid.not_invoice"),
      t("licensed", { provider: providerName(page.provider) }),
    ],
    paidAt: new Date(page.paidAt),
  };
}
