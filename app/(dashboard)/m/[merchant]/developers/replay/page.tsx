import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { ButtonLink } from "@/app/_components/ui/button";
import { Link } from "@/app/_components/ui/link";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { PageHead } from "@/app/_components/ui/page-head";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import type { Context } from "@/lib/runtime/context";
import { listNotifications } from "@/lib/webhooks/inbox/queries";
import { MOST_EVENTS } from "@/lib/webhooks/replay/schemas";
import { parseInboundParams, toFilter } from "../inbound/search-params";
import { ReplayPanel } from "./_components/replay-panel";

type Query = Record<string, string | string[] | undefined>;
type PageProps = { params: Promise<{ merchant: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("inbound.replay");
  return { title: t("title") };
}

/** The named ones, or the first that match the filter of the address. */
async function chosenIds(context: Context, raw: Query): Promise<string[]> {
  const named = [raw.id ?? []].flat().slice(0, MOST_EVENTS);
  if (named.length > 0) return named;
  const { after: _after, ...filter } = parseInboundParams(raw);
  if (Object.values(filter).every((value) => value === undefined)) return [];
  const { data } = await listNotifications(context, toFilter(filter, MOST_EVENTS));
  return data.map(({ id }) => id);
}

export default async function ReplayPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw, t] = await Promise.all([params, searchParams, getTranslations()]);
  const context = await requireMerchant(slug);
  if (!context.can("developer:read")) return <NotAllowed role={context.user.role} />;

  const ids = await chosenIds(context, raw);
  const back = <ButtonLink href={routes.inbound(slug)}>{t("inbound.replay.back")}</ButtonLink>;
  return (
    <>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.inbound(slug)}>{t("inbound.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{t("inbound.replay.title")}</span>
      </nav>
      <PageHead title={t("inbound.replay.title")} note={t("inbound.replay.note")} />
      {ids.length === 0 ? (
        <div className="panel panel-flush">
          <EmptyState
            kind="nothing_yet"
            title={t("inbound.replay.nothing_title")}
            text={t("inbound.replay.nothing_text")}
            actions={back}
          />
        </div>
      ) : (
        <ReplayPanel slug={slug} ids={ids} mayApply={context.can("events:replay")} />
      )}
    </>
  );
}
