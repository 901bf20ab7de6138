import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { Link } from "@/app/_components/ui/link";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { teamOf } from "@/lib/auth/user-names.system";
import { listDisputeViews } from "@/lib/escrow/desk/escrow-view";
import { DisputeFilter } from "@/lib/escrow/schemas";
import { DisputeList } from "./_components/dispute-list";
import { toApiFilter } from "./list-params";
import { parseDisputeListParams } from "./search-params";

type PageProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("escrow.disputes");
  return { title: t("title") };
}

export default async function DisputesPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw, t] = await Promise.all([params, searchParams, getTranslations()]);
  const context = await requireMerchant(slug);
  if (!context.can("escrow:read")) return <NotAllowed role={context.user.role} />;

  const list = parseDisputeListParams(raw);
  const filter = toApiFilter(list);
  const client = new QueryClient();
  const [team] = await Promise.all([
    teamOf(context.merchantId),
    client.prefetchQuery({
      queryKey: queryKeys.disputes(slug, filter),
      queryFn: () => listDisputeViews(context, DisputeFilter.parse(filter)),
    }),
  ]);
  return (
    <>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.escrow(slug)}>{t("escrow.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{t("escrow.disputes.title")}</span>
      </nav>
      <HydrationBoundary state={dehydrate(client)}>
        <DisputeList
          slug={slug}
          params={list}
          now={context.clock.now().toISOString()}
          team={team}
          mayWrite={context.can("escrow:write")}
          maySettle={context.can("escrow:release")}
        />
      </HydrationBoundary>
    </>
  );
}
