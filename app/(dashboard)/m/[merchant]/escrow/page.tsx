import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { ButtonLink } from "@/app/_components/ui/button";
import { PageHead } from "@/app/_components/ui/page-head";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { listEscrowRows } from "@/lib/escrow/desk/escrow-view";
import { countEscrows } from "@/lib/escrow/desk/queries";
import { EscrowFilter } from "@/lib/escrow/schemas";
import { getLimits } from "@/lib/settings/limits/queries";
import { EscrowList } from "./_components/escrow-list";
import { toApiFilter } from "./list-params";
import { parseEscrowListParams } from "./search-params";

type PageProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("escrow");
  return { title: t("title") };
}

export default async function EscrowPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw, t] = await Promise.all([params, searchParams, getTranslations("escrow")]);
  const context = await requireMerchant(slug);
  if (!context.can("escrow:read")) return <NotAllowed role={context.user.role} />;

  const list = parseEscrowListParams(raw);
  const filter = toApiFilter(list);
  const client = new QueryClient();
  await client.prefetchQuery({
    queryKey: queryKeys.escrow(slug, filter),
    queryFn: () => listEscrowRows(context, EscrowFilter.parse(filter)),
  });
  await client.prefetchQuery({ queryKey: queryKeys.escrowCounts(slug), queryFn: () => countEscrows(context) });
  const limits = await getLimits(context);
  return (
    <>
      <PageHead
        title={t("title")}
        note={t("note")}
        actions={<ButtonLink href={routes.disputes(slug, { status: "open" })}>{t("to_disputes")}</ButtonLink>}
      />
      <HydrationBoundary state={dehydrate(client)}>
        <EscrowList
          slug={slug}
          params={list}
          now={context.clock.now().toISOString()}
          limit={limits.release_limit}
          mayRelease={context.can("escrow:release")}
          mayCreate={context.can("paylinks:write")}
        />
      </HydrationBoundary>
    </>
  );
}
