import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { ButtonLink } from "@/app/_components/ui/button";
import { PageHead } from "@/app/_components/ui/page-head";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { listRefundViews } from "@/lib/refunds/refund-views";
import { RefundFilter } from "@/lib/refunds/schemas";
import { RefundList } from "./_components/refund-list";
import { APPROVALS, toApiFilter } from "./list-params";
import { parseRefundListParams } from "./search-params";

type PageProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("refunds");
  return { title: t("title") };
}

export default async function RefundsPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw, t] = await Promise.all([params, searchParams, getTranslations("refunds")]);
  const context = await requireMerchant(slug);
  if (!context.can("payments:read-all")) return <NotAllowed role={context.user.role} />;

  const list = parseRefundListParams(raw);
  const client = new QueryClient();
  await Promise.all(
    [toApiFilter(list), APPROVALS].map((filter) =>
      client.prefetchQuery({
        queryKey: queryKeys.refunds(slug, filter),
        queryFn: () => listRefundViews(context, RefundFilter.parse(filter)),
      }),
    ),
  );
  return (
    <>
      <PageHead
        title={t("title")}
        actions={
          context.can("refunds:request") ? (
            <ButtonLink href={routes.bulkRefund(slug)}>{t("bulk.open")}</ButtonLink>
          ) : null
        }
      />
      <HydrationBoundary state={dehydrate(client)}>
        <RefundList slug={slug} params={list} mayApprove={context.can("refunds:approve")} />
      </HydrationBoundary>
    </>
  );
}
