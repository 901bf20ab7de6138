import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { Qr, qrDownloads } from "@/app/_components/ui/qr";
import { orNotFound } from "@/app/_lib/or-not-found";
import { queryKeys } from "@/app/_lib/query-keys";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import { getCheckoutTimeline } from "@/lib/checkout/sessions/timeline.queries";
import { listCheckoutTries } from "@/lib/checkout/sessions/tries.queries";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { FreezeNote } from "../../_components/freeze-note";
import { ProviderTrouble } from "../../_components/provider-trouble";
import { CheckoutDetail } from "./_components/checkout-detail";

type PageProps = { params: Promise<{ merchant: string; checkoutId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const [t, { checkoutId }] = await Promise.all([getTranslations("checkouts.one"), params]);
  return { title: t("title", { id: checkoutId.slice(-8) }) };
}

export default async function CheckoutPage({ params }: PageProps) {
  const [{ merchant: slug, checkoutId }, t] = await Promise.all([params, getTranslations("checkouts.one")]);
  const context = await requireMerchant(slug);
  if (!context.can("paylinks:read")) return <NotAllowed role={context.user.role} />;

  const checkout = await orNotFound(getCheckout(context, checkoutId));
  const filter = { checkout_id: checkoutId };
  const client = new QueryClient();
  client.setQueryData(queryKeys.checkout(slug, checkoutId), checkout);
  const [downloads] = await Promise.all([
    qrDownloads(checkout.url),
    client.prefetchQuery({
      queryKey: queryKeys.payments(slug, filter),
      queryFn: () => listPayments(context, PaymentFilter.parse(filter)),
    }),
    client.prefetchQuery({
      queryKey: queryKeys.checkoutTries(slug, checkoutId),
      queryFn: () => listCheckoutTries(context, checkoutId),
    }),
    client.prefetchQuery({
      queryKey: queryKeys.checkoutTimeline(slug, checkoutId),
      queryFn: () => getCheckoutTimeline(context, checkoutId),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <FreezeNote slug={slug} context={context} />
      <ProviderTrouble context={context} />
      <CheckoutDetail
        slug={slug}
        id={checkoutId}
        merchantName={context.merchant.name}
        mayCreate={context.can("paylinks:write")}
        qr={<Qr text={checkout.url} label={t("qr_label")} />}
        downloads={downloads}
      />
    </HydrationBoundary>
  );
}
