import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import type { ItemDraft } from "./checkout-draft";

/** Only whole numbers pass. */
export const wholeNumber = (text: string): number | undefined =>
  /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : undefined;

/** What the lines come to in minor units; undefined while one of them cannot be read. */
export function itemSum(items: readonly ItemDraft[], locale: MoneyLocale): bigint | undefined {
  let sum = 0n;
  for (const item of items) {
    const unit = parseMoney(item.unit, locale);
    const quantity = wholeNumber(item.quantity);
    if (unit.kind !== "ok" || quantity === undefined || quantity < 1) return undefined;
    sum += unit.minorUnits * BigInt(quantity);
  }
  return sum;
}
