import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { caseNumber } from "@/app/_components/escrow/case-words";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { orNotFound } from "@/app/_lib/or-not-found";
import { queryKeys } from "@/app/_lib/query-keys";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { getEscrowCase } from "@/lib/escrow/desk/escrow-view";
import { CasePage } from "./_components/case-page";

type PageProps = { params: Promise<{ merchant: string; escrowId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const [t, { escrowId }] = await Promise.all([getTranslations("escrow"), params]);
  return { title: t("case", { number: caseNumber(escrowId) }) };
}

export default async function EscrowCasePage({ params }: PageProps) {
  const { merchant: slug, escrowId } = await params;
  const context = await requireMerchant(slug);
  if (!context.can("escrow:read")) return <NotAllowed role={context.user.role} />;

  const client = new QueryClient();
  client.setQueryData(queryKeys.escrowCase(slug, escrowId), await orNotFound(getEscrowCase(context, escrowId)));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CasePage slug={slug} id={escrowId} />
    </HydrationBoundary>
  );
}
