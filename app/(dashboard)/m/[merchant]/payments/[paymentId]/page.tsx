import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { orNotFound } from "@/app/_lib/or-not-found";
import { queryKeys } from "@/app/_lib/query-keys";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { journalsOfPayment } from "@/lib/ledger/journals.queries";
import { getPayment } from "@/lib/payments/queries";
import { getTimeline } from "@/lib/payments/timeline.queries";
import { listRefundViews } from "@/lib/refunds/refund-views";
import { ProviderTrouble } from "../../_components/provider-trouble";
import { PaymentDetail } from "./_components/payment-detail";

type PageProps = { params: Promise<{ merchant: string; paymentId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const [t, { paymentId }] = await Promise.all([getTranslations("payment"), params]);
  return { title: t("title", { id: paymentId.slice(-8) }) };
}

export default async function PaymentPage({ params }: PageProps) {
  const { merchant: slug, paymentId } = await params;
  const context = await requireMerchant(slug);
  if (!context.can("payments:read")) return <NotAllowed role={context.user.role} />;

  const payment = await orNotFound(getPayment(context, paymentId));
  const client = new QueryClient();
  client.setQueryData(queryKeys.payment(slug, paymentId), payment);
  await client.prefetchQuery({
    queryKey: queryKeys.paymentTimeline(slug, paymentId),
    queryFn: () => getTimeline(context, { paymentId, paylinkId: payment.paylink_id }),
  });
  await client.prefetchQuery({
    queryKey: queryKeys.paymentJournals(slug, paymentId),
    queryFn: () => journalsOfPayment(context, paymentId),
  });
  const refunds = { payment_id: paymentId, limit: 100 };
  const refunding = {
    now: context.clock.now().toISOString(),
    limit: context.merchant.refundLimit,
    mayRead: context.can("payments:read-all"),
    mayRequest: context.can("refunds:request"),
    mayApprove: context.can("refunds:approve"),
    mayReadCase: context.can("escrow:read"),
  };
  if (refunding.mayRead) {
    await client.prefetchQuery({
      queryKey: queryKeys.refunds(slug, refunds),
      queryFn: () => listRefundViews(context, refunds),
    });
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProviderTrouble context={context} />
      <PaymentDetail slug={slug} id={paymentId} descriptor={context.merchant.descriptor} refunding={refunding} />
    </HydrationBoundary>
  );
}
