import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { Qr } from "@/app/_components/ui/qr";
import { orNotFound } from "@/app/_lib/or-not-found";
import { queryKeys } from "@/app/_lib/query-keys";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { getPosStory } from "@/lib/pos/board/queries";
import { CashierFrame } from "../_components/cashier-frame";
import { CashierSale } from "./_components/cashier-sale";

type PageProps = { params: Promise<{ merchant: string; sessionId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const [{ merchant }, t] = await Promise.all([params, getTranslations("pos.cashier")]);
  return { title: t("title"), manifest: `/m/${encodeURIComponent(merchant)}/pos/cashier/manifest.webmanifest` };
}

/** One try as its cashier sees it, and where the provider's app comes back to. */
export default async function CashierSalePage({ params }: PageProps) {
  const [{ merchant: slug, sessionId }, t] = await Promise.all([params, getTranslations("pos.cashier.wait")]);
  const context = await requireMerchant(slug);
  if (!context.can("pos:read")) return <NotAllowed role={context.user.role} />;

  const story = await orNotFound(getPosStory(context, sessionId));
  const client = new QueryClient();
  client.setQueryData(queryKeys.posSale(slug, sessionId), story);
  const { deeplink_url: link, terminal } = story.sale;
  const till = { name: terminal.name, branch: terminal.branch === null ? null : { id: "", name: terminal.branch } };
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CashierFrame slug={slug} person={{ name: context.user.name, mode: context.mode }} till={till} way="sale">
        <CashierSale slug={slug} id={sessionId} qr={link === null ? null : <Qr text={link} label={t("qr")} />} />
      </CashierFrame>
    </HydrationBoundary>
  );
}
