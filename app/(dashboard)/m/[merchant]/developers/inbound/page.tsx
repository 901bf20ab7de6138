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
import { listNotifications } from "@/lib/webhooks/inbox/queries";
import { MOST_EVENTS } from "@/lib/webhooks/replay/schemas";
import { InboundFilters } from "./_components/inbound-filters";
import { InboundList } from "./_components/inbound-list";
import { parseInboundParams, toFilter } from "./search-params";

type PageProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("inbound");
  return { title: t("title") };
}

/** Every notification with its verdict, refused ones too; what is chosen can be tried in the shadow. */
export default async function InboundPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw, t] = await Promise.all([params, searchParams, getTranslations()]);
  const context = await requireMerchant(slug);
  if (!context.can("developer:read")) return <NotAllowed role={context.user.role} />;

  const { after, ...chosen } = parseInboundParams(raw);
  const page = await listNotifications(context, toFilter({ ...chosen, after }));
  const isFiltered = Object.values(chosen).some((value) => value !== undefined);
  const empty = isFiltered ? (
    <EmptyState
      kind="no_match"
      title={t("inbound.empty.match_title")}
      text={t("inbound.empty.match_text")}
      actions={<ButtonLink href={routes.inbound(slug)}>{t("inbound.filter.clear")}</ButtonLink>}
    />
  ) : (
    <EmptyState kind="nothing_yet" title={t("inbound.empty.none_title")} text={t("inbound.empty.none_text")} />
  );
  const tryAll = (
    <ButtonLink href={routes.replay(slug, chosen)}>
      <Icon name="eye" />
      {t("inbound.try_all", { most: MOST_EVENTS })}
    </ButtonLink>
  );
  return (
    <>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.settings(slug)}>{t("audit.settings.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{t("inbound.title")}</span>
      </nav>
      <PageHead
        title={t("inbound.title")}
        note={t("inbound.note")}
        actions={isFiltered && page.data.length > 0 ? tryAll : null}
      />
      <InboundFilters slug={slug} chosen={chosen} isFiltered={isFiltered} />
      <div className="panel panel-flush">
        {page.data.length === 0 ? empty : <InboundList slug={slug} rows={page.data} />}
        {page.data.length === 0 ? null : (
          <ListFoot
            text={t("inbound.foot", { count: page.data.length })}
            newest={after ? routes.inbound(slug, chosen) : undefined}
            next={page.has_more ? routes.inbound(slug, { ...chosen, after: page.data.at(-1)?.id }) : undefined}
          />
        )}
      </div>
    </>
  );
}
