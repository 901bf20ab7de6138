import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Logo } from "@/app/_components/icons";
import { LedgerPicture } from "./_components/ledger-picture";
import { SignInForm } from "./_components/sign-in-form";

type PageProps = { searchParams: Promise<{ next?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth");
  return { title: t("page_title") };
}

export default async function SignInPage({ searchParams }: PageProps) {
  const [t, locale, { next }] = await Promise.all([getTranslations("auth"), getLocale(), searchParams]);
  const labels = { email: t("email"), password: t("password"), submit: t("submit"), busy: t("busy") };
  return (
    <main className="signin">
      <div className="signin-side">
        <p className="brand">
          <Logo />
          <span>Vezne</span>
        </p>
        <SignInForm title={t("title")} labels={labels} next={typeof next === "string" ? next : ""} />
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
