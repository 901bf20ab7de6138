"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { ListError } from "@/app/_components/lists/list-error";
import { Timeline } from "@/app/_components/timeline";
import { Link } from "@/app/_components/ui/link";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import type { PaymentDto } from "@/lib/payments/schemas";
import type { PosSaleStory } from "@/lib/pos/board/schemas";
import { ProductClock } from "../../_components/sale/product-clock";
import { SaleFacts } from "./sale-facts";
import { SaleHead } from "./sale-head";
import { SalePath } from "./sale-path";
import { SaleTries } from "./sale-tries";

export function SaleDetail({ slug, id, mayWrite }: { slug: string; id: string; mayWrite: boolean }) {
  const t = useTranslations();
  const locale = useLocale() === "en" ? "en" : "tr";
  const story = useQuery({
    queryKey: queryKeys.posSale(slug, id),
    queryFn: ({ signal }) => getJson<PosSaleStory>(routes.api.posSale(slug, id), signal),
  });
  const paymentId = story.data?.sale.payment_id ?? "";
  const payment = useQuery({
    queryKey: queryKeys.payment(slug, paymentId),
    queryFn: ({ signal }) => getJson<PaymentDto>(routes.api.payment(slug, paymentId), signal),
    enabled: paymentId !== "",
  });
  if (!story.data) return story.error ? <ListError error={story.error} retry={() => void story.refetch()} /> : null;
  const { now, sale, tries, timeline } = story.data;
  return (
    <ProductClock now={now}>
      <nav className="crumb" aria-label={t("common.you_are_here")}>
        <Link href={routes.pos(slug)}>{t("pos.title")}</Link>
        <Icon name="right" />
        <span aria-current="page">{id}</span>
      </nav>
      <SaleHead slug={slug} sale={sale} mayWrite={mayWrite} />
      <div className="detail-grid">
        <div className="detail-work">
          <SalePath sale={sale} />
          <SaleTries slug={slug} id={id} tries={tries} attempts={payment.data?.attempts ?? []} />
          <Timeline items={timeline} locale={locale} />
        </div>
        <SaleFacts slug={slug} sale={sale} />
      </div>
    </ProductClock>
  );
}
