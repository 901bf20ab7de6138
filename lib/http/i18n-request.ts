import { cookies } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { systemClock } from "@/lib/kernel/clock";

export const LOCALE_COOKIE = "vezne_locale";
const LOCALES = ["tr", "en"] as const;
export type AppLocale = (typeof LOCALES)[number];

/** One catalogue a screen; the file's name is its namespace. */
const CATALOGUES = [
  "common",
  "shell",
  "auth",
  "setup",
  "status",
  "because",
  "timeline",
  "home",
  "payments",
  "payment",
  "refunds",
  "captures",
  "paylinks",
  "paylink",
  "create",
  "balance",
  "audit",
  "jobs",
  "inbound",
  "pay",
  "checkout",
  "delivery",
  "escrow-mirror",
  "hold-settings",
  "escrow_terms",
  "declines",
  "codes",
  "payer_texts",
  "checkouts",
  "accounts",
  "routing",
  "guard",
  "pos",
  "closing",
  "escrow",
  "payouts",
  "reconciliation",
  "gallery",
] as const;

function localeFrom(value: string | undefined): AppLocale {
  return LOCALES.find((locale) => locale === value) ?? "tr";
}

async function loadMessages(locale: AppLocale): Promise<Record<string, Record<string, unknown>>> {
  const files = await Promise.all(
    CATALOGUES.map(async (name) => {
      const file: { default: Record<string, unknown> } = await import(`../../app/_messages/${locale}/${name}.json`);
      return [name, file.default] as const;
    }),
  );
  return Object.fromEntries(files);
}

export default getRequestConfig(async () => {
  const locale = localeFrom((await cookies()).get(LOCALE_COOKIE)?.value);
  return { locale, timeZone: "Europe/Istanbul", now: systemClock.now(), messages: await loadMessages(locale) };
});
