import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { Qr, qrDownloads } from "@/app/_components/ui/qr";
import { orNotFound } from "@/app/_lib/or-not-found";
import { queryKeys } from "@/app/_lib/query-keys";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { getPaylink } from "@/lib/paylinks/queries";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { getTimeline } from "@/lib/payments/timeline.queries";
import { ProviderTrouble } from "../../_components/provider-trouble";
import { PaylinkDetail } from "./_components/paylink-detail";

type PageProps = { params: Promise<{ merchant: string; paylinkId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const [t, { paylinkId }] = await Promise.all([getTranslations("paylink"), params]);
  return { title: t("title", { id: paylinkId.slice(-8) }) };
}

export default async function PaylinkPage({ params }: PageProps) {
  const [{ merchant: slug, paylinkId }, t] = await Promise.all([params, getTranslations("paylink")]);
  const context = await requireMerchant(slug);
  if (!context.can("paylinks:read")) return <NotAllowed role={context.user.role} />;

  const link = await orNotFound(getPaylink(context, paylinkId));
  const filter = { paylink_id: paylinkId };
  const client = new QueryClient();
  client.setQueryData(queryKeys.paylink(slug, paylinkId), link);
  const [downloads] = await Promise.all([
    qrDownloads(link.share_url),
    client.prefetchQuery({
      queryKey: queryKeys.payments(slug, filter),
      queryFn: () => listPayments(context, PaymentFilter.parse(filter)),
    }),
    client.prefetchQuery({
      queryKey: queryKeys.paylinkTimeline(slug, paylinkId),
      queryFn: () => getTimeline(context, { paylinkId, paymentId: null }),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProviderTrouble context={context} />
      <PaylinkDetail
        slug={slug}
        id={paylinkId}
        merchantName={context.merchant.name}
        mayCreate={context.can("paylinks:write")}
        qr={<Qr text={link.share_url} label={t("qr_label")} />}
        downloads={downloads}
      />
    </HydrationBoundary>
  );
}
