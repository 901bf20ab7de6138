import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { Link } from "@/app/_components/ui/link";
import { PageHead } from "@/app/_components/ui/page-head";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { getPayerTexts } from "@/lib/settings/payer-texts.queries";
import { PayerTextsForm } from "./_components/payer-texts-form";

type PageProps = { params: Promise<{ merchant: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payer_texts");
  return { title: t("title") };
}

/** What a payer has to be shown before paying, in the shop's own words. */
export default async function PayerTextsPage({ params }: PageProps) {
  const [{ merchant: slug }, t] = await Promise.all([params, getTranslations()]);
  const context = await requireMerchant(slug);
  if (!context.can("payments:read-all")) return <NotAllowed role={context.user.role} />;
  const texts = await getPayerTexts(context);
  return (
    <>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.settings(slug)}>{t("audit.settings.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{t("payer_texts.title")}</span>
      </nav>
      <PageHead title={t("payer_texts.title")} note={t("payer_texts.note")} />
      <PayerTextsForm slug={slug} texts={texts} maySave={context.can("provider-accounts:write")} />
    </>
  );
}
