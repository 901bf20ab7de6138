import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Logo } from "@/app/_components/icons";
import { LedgerPicture } from "./ledger-picture";

/** A form of somebody who has no session yet, beside the ledger. */
export function AuthFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("auth");
  const locale = useLocale();
  return (
    <main className="signin">
      <div className="signin-side">
        <p className="brand">
          <Logo />
          <span>Vezne</span>
        </p>
        {children}
        <footer className="signin-foot">
          <nav className="flex gap-3" aria-label={locale === "tr" ? "Dil" : "Language"}>
            {(["tr", "en"] as const).map((language) => (
              // A plain link: the proxy remembers the language and comes back, with or without script.
              <a
                key={language}
                className={language === locale ? "text-ink-2" : "link"}
                href={`?lang=${language}`}
                lang={language}
                aria-current={language === locale ? "true" : undefined}
              >
                {language === "tr" ? "Türkçe" : "English"}
              </a>
            ))}
          </nav>
          <span>{t("open_source")}</span>
        </footer>
      </div>
      <LedgerPicture />
    </main>
  );
}
