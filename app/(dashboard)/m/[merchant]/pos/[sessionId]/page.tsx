import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { orNotFound } from "@/app/_lib/or-not-found";
import { queryKeys } from "@/app/_lib/query-keys";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { getPayment } from "@/lib/payments/queries";
import { getPosStory } from "@/lib/pos/board/queries";
import { ProviderTrouble } from "../../_components/provider-trouble";
import { SaleDetail } from "./_components/sale-detail";

type PageProps = { params: Promise<{ merchant: string; sessionId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const [t, { sessionId }] = await Promise.all([getTranslations("pos.one"), params]);
  return { title: t("title", { id: sessionId.slice(-8) }) };
}

/** One try of a sale on a phone, with everything that happened to the sale. */
export default async function SalePage({ params }: PageProps) {
  const { merchant: slug, sessionId } = await params;
  const context = await requireMerchant(slug);
  if (!context.can("pos:read")) return <NotAllowed role={context.user.role} />;

  const story = await orNotFound(getPosStory(context, sessionId));
  const client = new QueryClient();
  client.setQueryData(queryKeys.posSale(slug, sessionId), story);
  await client.prefetchQuery({
    queryKey: queryKeys.payment(slug, story.sale.payment_id),
    queryFn: () => getPayment(context, story.sale.payment_id),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProviderTrouble context={context} />
      <SaleDetail slug={slug} id={sessionId} mayWrite={context.can("pos:write")} />
    </HydrationBoundary>
  );
}
