import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { buttonClass } from "@/app/_components/ui/button";
import { PageHead } from "@/app/_components/ui/page-head";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { countPaymentsByStatus, listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { ProviderTrouble } from "../_components/provider-trouble";
import { PaymentList } from "./_components/payment-list";
import { toApiFilter } from "./list-params";
import { parsePaymentListParams } from "./search-params";

type PageProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payments");
  return { title: t("title") };
}

export default async function PaymentsPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw, t] = await Promise.all([params, searchParams, getTranslations("payments")]);
  const context = await requireMerchant(slug);
  if (!context.can("payments:read")) return <NotAllowed role={context.user.role} />;

  const list = parsePaymentListParams(raw);
  const filter = toApiFilter(list);
  const client = new QueryClient();
  await Promise.all([
    client.prefetchQuery({
      queryKey: queryKeys.payments(slug, filter),
      queryFn: () => listPayments(context, PaymentFilter.parse(filter)),
    }),
    client.prefetchQuery({
      queryKey: queryKeys.paymentCounts(slug),
      queryFn: () => countPaymentsByStatus(context, PaymentFilter.parse({})),
    }),
  ]);
  return (
    <>
      <PageHead
        title={t("title")}
        actions={
          context.can("exports:run") ? (
            <a className={buttonClass({})} href={routes.api.paymentsExport(slug, filter)} download>
              <Icon name="download" />
              {t("export")}
            </a>
          ) : undefined
        }
      />
      <ProviderTrouble context={context} />
      <HydrationBoundary state={dehydrate(client)}>
        <PaymentList slug={slug} params={list} mayCreate={context.can("paylinks:write")} />
      </HydrationBoundary>
    </>
  );
}
