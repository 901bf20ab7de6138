import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { PayMerchant, PayPage } from "@/lib/checkout/schemas";

const LANGUAGES = [
  { code: "tr", name: "Türkçe" },
  { code: "en", name: "English" },
] as const;

/** Phone number as a `tel:` address; the payer's phone dials it. */
export function telephone(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, "")}`;
}

function Languages() {
  const t = useTranslations("pay");
  const locale = useLocale();
  return (
    <nav className="payer-language" aria-label={t("language")}>
      {LANGUAGES.map(({ code, name }) => (
        // A plain link: the proxy remembers the language, with or without script.
        <a
          key={code}
          href={`?lang=${code}`}
          lang={code}
          hrefLang={code}
          aria-current={code === locale ? "true" : undefined}
        >
          <span>{code.toUpperCase()}</span>
          <span className="sr-only">, {name}</span>
        </a>
      ))}
    </nav>
  );
}

function Foot({ merchant, provider }: { merchant: PayMerchant | undefined; provider: string | undefined }) {
  const t = useTranslations("pay");
  return (
    <footer className="payer-foot">
      <div className="payer-foot-in">
        {merchant ? <strong>{merchant.name}</strong> : null}
        {merchant?.phone ? <a href={telephone(merchant.phone)}>{merchant.phone}</a> : null}
        {provider ? <small>{t("licensed", { provider: providerName(provider) })}</small> : null}
        {merchant ? null : <small>{t("beware")}</small>}
      </div>
    </footer>
  );
}

export function providerName(provider: string): string {
  return `${provider.charAt(0).toUpperCase()}${provider.slice(1)}`;
}

export function PayFrame({ page, isWide, children }: { page: PayPage; isWide: boolean; children: ReactNode }) {
  const t = useTranslations("pay");
  const merchant = "merchant" in page ? page.merchant : undefined;
  return (
    <div className={isWide ? "payer is-wide" : "payer"}>
      <a className="skip-link" href="#main">
        {t("skip")}
      </a>
      <header className="payer-top">
        {page.mode === "test" && merchant ? (
          <div className="payer-test">
            <p>{t("test")}</p>
          </div>
        ) : null}
        <div className="payer-top-in">
          <span className="payer-brand">
            {merchant ? (
              <span className="payer-mark" aria-hidden="true">
                {merchant.name.charAt(0).toLocaleUpperCase("tr")}
              </span>
            ) : null}
            <span>{merchant?.name ?? t("page")}</span>
          </span>
          <Languages />
        </div>
      </header>
      <main id="main" className="payer-main">
        <div className="payer-column">{children}</div>
      </main>
      <Foot merchant={merchant} provider={"provider" in page ? page.provider : undefined} />
    </div>
  );
}
