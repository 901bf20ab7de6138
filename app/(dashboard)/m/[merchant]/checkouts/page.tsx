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
import { listCheckouts } from "@/lib/checkout/sessions/queries";
import { CheckoutFilter } from "@/lib/checkout/sessions/schemas";
import { FreezeNote } from "../_components/freeze-note";
import { ProviderTrouble } from "../_components/provider-trouble";
import { CheckoutList } from "./_components/checkout-list";
import { toApiFilter } from "./list-params";
import { parseCheckoutListParams } from "./search-params";

type PageProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checkouts");
  return { title: t("title") };
}

/** Our own payment pages, newest first. */
export default async function CheckoutsPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw, t] = await Promise.all([params, searchParams, getTranslations("checkouts")]);
  const context = await requireMerchant(slug);
  if (!context.can("paylinks:read")) return <NotAllowed role={context.user.role} />;

  const list = parseCheckoutListParams(raw);
  const filter = toApiFilter(list);
  const mayCreate = context.can("paylinks:write");
  const client = new QueryClient();
  await client.prefetchQuery({
    queryKey: queryKeys.checkouts(slug, filter),
    queryFn: () => listCheckouts(context, CheckoutFilter.parse(filter)),
  });
  const create = (
    <ButtonLink tone="primary" href={routes.newCheckout(slug)}>
      <Icon name="plus" />
      {t("create")}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={t("title")} note={t("note")} actions={mayCreate ? create : null} />
      <FreezeNote slug={slug} context={context} />
      <ProviderTrouble context={context} />
      <HydrationBoundary state={dehydrate(client)}>
        <CheckoutList slug={slug} params={list} mayCreate={mayCreate} />
      </HydrationBoundary>
    </>
  );
}
