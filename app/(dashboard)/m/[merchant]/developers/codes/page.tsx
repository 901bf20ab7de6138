import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { ListFoot } from "@/app/_components/lists/list-body";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { ButtonLink } from "@/app/_components/ui/button";
import { Link } from "@/app/_components/ui/link";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { PageHead } from "@/app/_components/ui/page-head";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { listUnknownCodes } from "@/lib/declines/queries";
import { CodeTable } from "./_components/code-table";
import { ProviderFilter } from "./_components/provider-filter";
import { parseCodeParams } from "./search-params";

type PageProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("codes");
  return { title: t("title") };
}

/** Codes that providers sent and the failure coach has no sentence for. */
export default async function UnknownCodesPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw, t] = await Promise.all([params, searchParams, getTranslations()]);
  const context = await requireMerchant(slug);
  if (!context.can("developer:read")) return <NotAllowed role={context.user.role} />;

  const chosen = parseCodeParams(raw);
  const page = await listUnknownCodes(context, chosen);
  const empty = chosen.provider ? (
    <EmptyState
      kind="no_match"
      title={t("codes.empty.match_title")}
      text={t("codes.empty.match_text")}
      actions={<ButtonLink href={routes.codes(slug)}>{t("codes.clear")}</ButtonLink>}
    />
  ) : (
    <EmptyState kind="nothing_yet" title={t("codes.empty.none_title")} text={t("codes.empty.none_text")} />
  );
  return (
    <>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.settings(slug)}>{t("audit.settings.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{t("codes.title")}</span>
      </nav>
      <PageHead title={t("codes.title")} note={t("codes.note")} />
      <ProviderFilter slug={slug} provider={chosen.provider} />
      <div className="panel panel-flush">
        {page.data.length === 0 ? empty : <CodeTable rows={page.data} />}
        {page.data.length === 0 ? null : (
          <ListFoot
            text={t(page.has_more ? "codes.foot_more" : "codes.foot", { count: page.data.length })}
            newest={undefined}
            next={undefined}
          />
        )}
      </div>
    </>
  );
}
