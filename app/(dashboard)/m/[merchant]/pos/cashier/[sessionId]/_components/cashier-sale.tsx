"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { ListError } from "@/app/_components/lists/list-error";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import type { PosSaleStory, PosSaleView } from "@/lib/pos/board/schemas";
import { ProductClock } from "../../../_components/sale/product-clock";
import { saleState } from "../../../sale-state";
import { OfflineBanner } from "../../_components/sale-form";
import { Result } from "./result";
import { Waiting } from "./waiting";

const SOON_MS = 4_000;
const LATER_MS = 20_000;
const FINAL = ["paid", "returned", "late"];

/** A stream tells of every change; asking as well keeps a phone right that lost it. */
function gapOf(sale: PosSaleView | undefined): number | false {
  const state = sale ? saleState(sale) : "waiting";
  if (FINAL.includes(state)) return false;
  return state === "waiting" || state === "unknown" ? SOON_MS : LATER_MS;
}

/** Waiting, or one huge word. What is shown is the last answer of the server, never a guess. */
export function CashierSale({ slug, id, qr }: { slug: string; id: string; qr: ReactNode }) {
  const t = useTranslations("pos.cashier");
  const router = useRouter();
  const story = useQuery({
    queryKey: queryKeys.posSale(slug, id),
    queryFn: ({ signal }) => getJson<PosSaleStory>(routes.api.posSale(slug, id), signal),
    refetchInterval: ({ state }) => gapOf(state.data?.sale),
  });
  const needsCode = qr === null && story.data?.sale.deeplink_url != null;
  useEffect(() => {
    if (needsCode) router.refresh();
  }, [needsCode, router]);
  if (!story.data) return story.error ? <ListError error={story.error} retry={() => void story.refetch()} /> : null;
  const { now, sale } = story.data;
  const state = saleState(sale);
  return (
    <ProductClock now={now}>
      <OfflineBanner text={t("stale")} />
      {state === "waiting" ? (
        <Waiting slug={slug} sale={sale} qr={qr} />
      ) : (
        <Result slug={slug} sale={sale} state={state} />
      )}
    </ProductClock>
  );
}
