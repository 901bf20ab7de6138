import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { queryKeys } from "@/app/_lib/query-keys";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { getPosBoard, listPosSales } from "@/lib/pos/board/queries";
import { PosSessionFilter } from "@/lib/pos/schemas";
import { listTerminals } from "@/lib/pos/terminals/queries";
import { ProviderTrouble } from "../_components/provider-trouble";
import { PosBoard } from "./_components/board/pos-board";
import { PosTable } from "./_components/table/pos-table";
import { toApiFilter } from "./list-params";
import { parsePosParams } from "./search-params";

type PageProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pos");
  return { title: t("title") };
}

/** Sales on phones: the live board, or all of them as a list. */
export default async function PosPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw] = await Promise.all([params, searchParams]);
  const context = await requireMerchant(slug);
  if (!context.can("pos:read")) return <NotAllowed role={context.user.role} />;

  const wish = parsePosParams(raw);
  const mayWrite = context.can("pos:write");
  const client = new QueryClient();
  const filter = toApiFilter(wish);
  await Promise.all([
    client.prefetchQuery({ queryKey: queryKeys.posTerminals(slug), queryFn: () => listTerminals(context) }),
    wish.view === "table"
      ? client.prefetchQuery({
          queryKey: queryKeys.posSales(slug, filter),
          queryFn: () => listPosSales(context, PosSessionFilter.parse(filter)),
        })
      : client.prefetchQuery({
          queryKey: queryKeys.posBoard(slug),
          queryFn: async () => ({ now: context.clock.now().toISOString(), ...(await getPosBoard(context)) }),
        }),
  ]);
  const Screen = wish.view === "table" ? PosTable : PosBoard;
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProviderTrouble context={context} />
      <Screen slug={slug} params={wish} mayWrite={mayWrite} />
    </HydrationBoundary>
  );
}
