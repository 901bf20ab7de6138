"use client";

import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import { exactTime } from "@/app/_lib/time-format";
import type { PosSaleView } from "@/lib/pos/board/schemas";
import { SALE_LOOK, saleState } from "../../sale-state";
import { ReverseButton } from "../sale/sale-buttons";

type FinishedProps = { slug: string; sales: readonly PosSaleView[]; count: number; hidden: boolean };

/** Paid ones name their cashier, the others what became of them. */
function useOutcome(): (sale: PosSaleView) => string {
  const t = useTranslations();
  return (sale) => {
    const state = saleState(sale);
    if (state === "paid") return sale.cashier ?? sale.terminal.name;
    const decline = state === "declined" ? sale.decline?.class : undefined;
    if (decline !== undefined && t.has(`status.decline.${decline}`)) return t(`status.decline.${decline}`);
    return t(`pos.state.${state}`);
  };
}

export function FinishedList({ slug, sales, count, hidden }: FinishedProps) {
  const t = useTranslations("pos");
  const locale = useLocale();
  const outcome = useOutcome();
  return (
    <section className="board-column is-done" aria-labelledby="pos-done">
      <h2 id="pos-done">
        {t("column.done")}
        <span>{t("today", { count })}</span>
      </h2>
      {sales.length === 0 ? <p className="hint">{t("none_done")}</p> : null}
      <ul className="done-list">
        {sales.map((sale) => {
          const { tone, icon } = SALE_LOOK[saleState(sale)];
          return (
            <li key={sale.id} className={`done-${tone}`}>
              <Link href={routes.posSale(slug, sale.id)}>
                <Icon name={icon} />
                {hidden ? t("hidden_sum") : <Money minorUnits={sale.amount} />}
                <span className="sr-only">, {t(`state.${saleState(sale)}`)}</span>
              </Link>
              <small>
                {exactTime(sale.ended_at ?? sale.created_at, locale).clock.slice(0, 5)} {outcome(sale)}{" "}
                {sale.status === "late_success" ? <ReverseButton slug={slug} sale={sale} look="link" /> : null}
              </small>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
