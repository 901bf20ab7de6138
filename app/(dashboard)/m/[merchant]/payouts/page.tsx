import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { PageHead } from "@/app/_components/ui/page-head";
import { queryKeys } from "@/app/_lib/query-keys";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { listPayoutViews } from "@/lib/payouts/payout-views";
import { PayoutFilter } from "@/lib/payouts/schemas";
import { PayoutList } from "./_components/payout-list";
import { StepPanel } from "./_components/step-panel";
import { STEPS, stepFilter, toApiFilter } from "./list-params";
import { parsePayoutListParams } from "./search-params";

type PageProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payouts");
  return { title: t("title") };
}

export default async function PayoutsPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw, t] = await Promise.all([params, searchParams, getTranslations("payouts")]);
  const context = await requireMerchant(slug);
  if (!context.can("payouts:read")) return <NotAllowed role={context.user.role} />;

  const list = parsePayoutListParams(raw);
  const client = new QueryClient();
  await Promise.all(
    [toApiFilter(list), ...STEPS.map(stepFilter)].map((filter) =>
      client.prefetchQuery({
        queryKey: queryKeys.payouts(slug, filter),
        queryFn: () => listPayoutViews(context, PayoutFilter.parse(filter)),
      }),
    ),
  );
  const may = { request: context.can("payouts:request"), approve: context.can("payouts:approve") };
  return (
    <>
      <PageHead title={t("title")} />
      <p className="mb-4 max-w-160 text-ink-2">{t("intro")}</p>
      <HydrationBoundary state={dehydrate(client)}>
        {STEPS.map((step) => (
          <StepPanel key={step} slug={slug} step={step} may={may} />
        ))}
        <PayoutList slug={slug} params={list} />
      </HydrationBoundary>
    </>
  );
}
