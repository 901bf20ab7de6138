"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { ListError } from "@/app/_components/lists/list-error";
import { Money } from "@/app/_components/money";
import { Link } from "@/app/_components/ui/link";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { getJson } from "@/app/_lib/api-client";
import { queryKeys } from "@/app/_lib/query-keys";
import { routes } from "@/app/_lib/routes";
import { exactTime } from "@/app/_lib/time-format";
import type { ListPage } from "@/lib/paylinks/schemas";
import type { PosSaleView } from "@/lib/pos/board/schemas";
import { SALE_LOOK, saleState } from "../../sale-state";

export const lastFilter = (terminalId: string) => ({ terminal_id: terminalId, limit: 10 });

/** Plan and card of one that was taken; the cause of the others. */
function useDetail(): (sale: PosSaleView) => string {
  const t = useTranslations();
  return (sale) => {
    const state = saleState(sale);
    const plan = sale.installments > 1 ? t("pos.installments", { count: sale.installments }) : t("pos.single");
    const card = sale.card?.last4 ? ` · •••• ${sale.card.last4}` : "";
    if (state === "paid" || state === "returned") return `${plan}${card}`;
    const decline = state === "declined" ? sale.decline?.class : undefined;
    if (decline !== undefined && t.has(`status.decline.${decline}`)) return `${t(`status.decline.${decline}`)}${card}`;
    return t(`pos.cashier.order.${state === "waiting" ? "unknown" : state}`);
  };
}

function LastSale({ slug, sale }: { slug: string; sale: PosSaleView }) {
  const t = useTranslations("pos");
  const locale = useLocale();
  const detail = useDetail();
  const state = saleState(sale);
  const { tone, icon } = SALE_LOOK[state];
  return (
    <li className={`cash-tone-${tone}`}>
      <Link href={routes.cashierSale(slug, sale.id)}>
        <span className="last-word">
          <Icon name={icon} />
          {state === "waiting" ? t(`step.${sale.status}`) : t(`cashier.word.${state}`)}
        </span>
        <span className="last-amount">
          <Money minorUnits={sale.amount} bare />
        </span>
        <span className="last-detail">{detail(sale)}</span>
        <time className="last-time" dateTime={sale.created_at}>
          {exactTime(sale.created_at, locale).clock.slice(0, 5)}
        </time>
      </Link>
    </li>
  );
}

/** The last ten of this till in huge words, so that nobody has to guess whether one went through. */
export function LastSales({ slug, terminalId }: { slug: string; terminalId: string }) {
  const t = useTranslations();
  const filter = lastFilter(terminalId);
  const list = useQuery({
    queryKey: queryKeys.posSales(slug, filter),
    queryFn: ({ signal }) => getJson<ListPage<PosSaleView>>(routes.api.posSales(slug, filter), signal),
  });
  const sales = list.data?.data;
  if (!sales) {
    if (list.error) return <ListError error={list.error} retry={() => void list.refetch()} />;
    return <SkeletonRows rows={4} label={t("common.loading")} />;
  }
  if (sales.length === 0) return <p className="hint">{t("pos.cashier.none_last")}</p>;
  return (
    <ol className="last-sales">
      {sales.map((sale) => (
        <LastSale key={sale.id} slug={slug} sale={sale} />
      ))}
    </ol>
  );
}
