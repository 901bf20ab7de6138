import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { ListFoot } from "@/app/_components/lists/list-body";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { ButtonLink, buttonClass } from "@/app/_components/ui/button";
import { Link } from "@/app/_components/ui/link";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { PageHead } from "@/app/_components/ui/page-head";
import { routes } from "@/app/_lib/routes";
import { readAuditChain } from "@/lib/audit/audit-chain";
import { listAudit } from "@/lib/audit/queries";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { teamOf } from "@/lib/auth/user-names.system";
import { AuditFilters } from "./_components/audit-filters";
import { AuditList } from "./_components/audit-list";
import { ChainBanner } from "./_components/chain-banner";
import { parseAuditParams, toFilter } from "./search-params";

type PageProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("title") };
}

export default async function AuditPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw, t] = await Promise.all([params, searchParams, getTranslations()]);
  const context = await requireMerchant(slug);
  if (!context.can("audit:read")) return <NotAllowed role={context.user.role} />;

  const chosen = parseAuditParams(raw);
  const [page, chain, team] = await Promise.all([
    listAudit(context, toFilter(chosen)),
    readAuditChain(context),
    teamOf(context.merchantId),
  ]);
  const { after, ...filters } = chosen;
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const download = (
    <a className={buttonClass({})} href={routes.api.auditExport(slug, filters)} download>
      <Icon name="download" />
      {t("audit.export")}
    </a>
  );
  const empty = isFiltered ? (
    <EmptyState
      kind="no_match"
      title={t("audit.empty.match_title")}
      text={t("audit.empty.match_text")}
      actions={<ButtonLink href={routes.audit(slug)}>{t("audit.clear")}</ButtonLink>}
    />
  ) : (
    <EmptyState kind="nothing_yet" title={t("audit.empty.none_title")} text={t("audit.empty.none_text")} />
  );
  return (
    <>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.settings(slug)}>{t("audit.settings.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{t("audit.title")}</span>
      </nav>
      <PageHead
        title={t("audit.title")}
        note={t("audit.note")}
        actions={context.can("exports:run") ? download : null}
      />
      <ChainBanner chain={chain} />
      <AuditFilters slug={slug} chosen={filters} team={team} isFiltered={isFiltered} />
      <div className="panel panel-flush">
        {page.data.length === 0 ? empty : <AuditList slug={slug} rows={page.data} />}
        {page.data.length === 0 ? null : (
          <ListFoot
            text={t("audit.foot", { count: page.data.length })}
            newest={after ? routes.audit(slug, filters) : undefined}
            next={page.has_more ? routes.audit(slug, { ...filters, after: page.data.at(-1)?.id }) : undefined}
          />
        )}
      </div>
    </>
  );
}
