import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { ButtonLink } from "@/app/_components/ui/button";
import { PageHead } from "@/app/_components/ui/page-head";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { listPaylinks } from "@/lib/paylinks/queries";
import { PaylinkFilter } from "@/lib/paylinks/schemas";
import { ProviderTrouble } from "../_components/provider-trouble";
import { PaylinkList } from "./_components/paylink-list";
import { toApiFilter } from "./list-params";
import { parsePaylinkListParams } from "./search-params";

type PageProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("paylinks");
  return { title: t("title") };
}

export default async function PaylinksPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw, t] = await Promise.all([params, searchParams, getTranslations("paylinks")]);
  const context = await requireMerchant(slug);
  if (!context.can("paylinks:read")) return <NotAllowed role={context.user.role} />;

  const list = parsePaylinkListParams(raw);
  const filter = toApiFilter(list);
  const mayCreate = context.can("paylinks:write");
  const client = new QueryClient();
  await client.prefetchQuery({
    queryKey: queryKeys.paylinks(slug, filter),
    queryFn: () => listPaylinks(context, PaylinkFilter.parse(filter)),
  });
  const create = (
    <ButtonLink tone="primary" href={routes.newPaylink(slug)}>
      <Icon name="plus" />
      {t("create")}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={t("title")} actions={mayCreate ? create : null} />
      <ProviderTrouble context={context} />
      <HydrationBoundary state={dehydrate(client)}>
        <PaylinkList slug={slug} params={list} mayCreate={mayCreate} />
      </HydrationBoundary>
    </>
  );
}
