import type { Currency } from "./money";
import type { MoneyLocale } from "./parse-money";

/** Minor units as `1.234,50` (tr) or `1,234.50` (en), without the currency; minus is the real minus sign. */
export function formatAmount(minorUnits: bigint, locale: MoneyLocale): string {
  const magnitude = minorUnits < 0n ? -minorUnits : minorUnits;
  const group = locale === "tr" ? "." : ",";
  const decimal = locale === "tr" ? "," : ".";
  const whole = (magnitude / 100n).toString().replace(/\B(?=(\d{3})+(?!\d))/g, group);
  const sign = minorUnits < 0n ? "−" : "";
  return `${sign}${whole}${decimal}${(magnitude % 100n).toString().padStart(2, "0")}`;
}

/** The word people use for the currency in text: TL after the number. */
export function currencyLabel(currency: Currency): string {
  return currency === "TRY" ? "TL" : currency;
}

export function formatMoney(minorUnits: bigint, currency: Currency, locale: MoneyLocale): string {
  return `${formatAmount(minorUnits, locale)} ${currencyLabel(currency)}`;
}
