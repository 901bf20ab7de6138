"use client";

import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/app/_components/money";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { PosSaleView } from "@/lib/pos/board/schemas";
import { useProductClock } from "../sale/product-clock";
import { AskAndCancel, CashierQuestion } from "../sale/sale-buttons";
import { Stopwatch, shareGone } from "../sale/stopwatch";

type SaleCardProps = { slug: string; sale: PosSaleView; hidden: boolean };
const REFERENCE_END = 6;

/** One sentence: what the try is doing, and whether its time is over. */
function useStory(): (sale: PosSaleView, isOver: boolean) => string {
  const t = useTranslations("pos.story");
  return (sale, isOver) => {
    if (sale.status !== "unknown") return isOver ? t("over") : t(sale.status);
    if (sale.cashier_answer !== null) return t("unknown_answered");
    return sale.payment_session_id === null ? t("unknown_lost") : t("unknown");
  };
}

/** Amount, who and where, what is happening, what may be done, and the stopwatch. */
export function SaleCard({ slug, sale, hidden }: SaleCardProps) {
  const t = useTranslations("pos");
  const locale = useLocale() as MoneyLocale;
  const now = useProductClock();
  const story = useStory();
  const isUnknown = sale.status === "unknown";
  const isOver = shareGone(now, sale.created_at, sale.deadline_at) >= 1;
  const place = [sale.cashier, sale.terminal.name].filter(Boolean).join(", ");
  return (
    <article className={isUnknown ? "sale-card is-unknown" : "sale-card"} aria-label={hidden ? place : undefined}>
      <p className="sale-amount">
        <Link
          href={routes.posSale(slug, sale.id)}
          aria-label={t("open_sale", {
            amount: hidden ? "" : formatMoney(BigInt(sale.amount), sale.currency, locale),
            place,
          })}
        >
          {hidden ? t("hidden_sum") : <Money minorUnits={sale.amount} />}
        </Link>
      </p>
      <p className="sale-place">{place}</p>
      <p className="sale-story">
        {sale.installments > 1 ? `${t("installments", { count: sale.installments })}. ` : null}
        {story(sale, isOver)}
      </p>
      {isUnknown ? <CashierQuestion slug={slug} sale={sale} /> : null}
      <AskAndCancel slug={slug} sale={sale} withAsk={isUnknown || isOver} />
      <p className="sale-foot">
        <Stopwatch from={sale.created_at} until={sale.deadline_at} />
        <span className="mono">{sale.reference_no ?? sale.provider_reference.slice(-REFERENCE_END)}</span>
      </p>
    </article>
  );
}
