import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { PayPage } from "@/lib/checkout/schemas";
import { whyFailed } from "@/lib/checkout/why-failed";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";

/** The amount where something is asked, else what happened; then who asks. */
export async function pageTitle(page: PayPage): Promise<Metadata> {
  const [t, locale] = await Promise.all([getTranslations("pay"), getLocale()]);
  const test = page.mode === "test" && page.kind !== "not_found" ? "[TEST] " : "";
  const merchant = "merchant" in page ? ` · ${page.merchant.name}` : "";
  const titled = (title: string) => ({ title: { absolute: `${test}${title}${merchant}` } });
  if (page.kind === "offer" || page.kind === "checkout") {
    const amount = titled(formatMoney(BigInt(page.amount), "TRY", locale as MoneyLocale));
    // A form without script names its origin only so; other sites learn no more than under "no-referrer".
    return page.kind === "checkout" ? { ...amount, referrer: "same-origin" } : amount;
  }
  if (page.kind !== "failed") return titled(t(`${page.kind}.title`));
  const { reason, isBanks } = whyFailed(page.reason, page.provider, page.code);
  return titled(t(`failed.${isBanks ? reason : "refused"}.title`));
}
