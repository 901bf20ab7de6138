"use client";

import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import { exactTime } from "@/app/_lib/time-format";
import type { PosSaleView } from "@/lib/pos/board/schemas";
import { CashierQuestion } from "../../../_components/sale/sale-buttons";
import { usePosAction } from "../../../_components/sale/use-pos-action";
import { askPosSaleAction } from "../../../actions";
import { SALE_LOOK, type SaleState } from "../../../sale-state";

type Ended = Exclude<SaleState, "waiting">;
type ResultProps = { slug: string; sale: PosSaleView; state: Ended };

const WATCHED: readonly Ended[] = ["unknown", "given_up", "closed"];
/** Only what the provider's own answer called untaken is tried again. */
const AGAIN: readonly Ended[] = ["declined", "not_taken"];

function useSubline(): (sale: PosSaleView, state: Ended) => string {
  const t = useTranslations();
  const locale = useLocale();
  return (sale, state) => {
    if (state === "unknown") return t("pos.cashier.sub_unknown");
    if (WATCHED.includes(state)) return t("pos.cashier.sub_watched");
    const decline = state === "declined" ? sale.decline?.class : undefined;
    const plan = sale.installments > 1 ? t("pos.installments", { count: sale.installments }) : t("pos.single");
    const first = decline !== undefined && t.has(`status.decline.${decline}`) ? t(`status.decline.${decline}`) : plan;
    const card = sale.card?.last4 ? `•••• ${sale.card.last4}` : null;
    const time = exactTime(sale.ended_at ?? sale.created_at, locale).clock.slice(0, 5);
    return [first, card, time].filter(Boolean).join(" · ");
  };
}

function Ways({ slug, sale, state }: ResultProps) {
  const t = useTranslations("pos");
  const { run, busy, refusal } = usePosAction(slug);
  const again = AGAIN.includes(state) && sale.allowed_actions.retry.allowed;
  return (
    <div className="cash-actions">
      <RefusalNote text={refusal} />
      {WATCHED.includes(state) ? (
        <Button
          className="cash-button is-solid"
          busy={busy === "ask"}
          onClick={() => run("ask", () => askPosSaleAction(slug, sale.id))}
        >
          <Icon name="refresh" />
          {t("act.ask")}
        </Button>
      ) : null}
      {again ? (
        <Link className="button cash-button is-solid" href={routes.cashier(slug, { retry: sale.id })}>
          {t("act.retry")}
        </Link>
      ) : null}
      {state === "unknown" ? null : (
        <Link
          className={`button cash-button ${again || WATCHED.includes(state) ? "is-ghost" : "is-solid"}`}
          href={routes.cashier(slug)}
        >
          {t(again ? "cashier.give_up" : "act.new_sale")}
        </Link>
      )}
      {state === "paid" ? (
        <a className="button cash-button is-ghost" href={routes.posReceipt(slug, sale.id, "slip")}>
          <Icon name="print" />
          {t("act.slip")}
        </a>
      ) : null}
      {state === "unknown" || state === "late" ? (
        <Link className="button cash-button is-ghost" href={routes.posSale(slug, sale.id)}>
          {t("one.details")}
        </Link>
      ) : null}
    </div>
  );
}

/** One huge word in its own colour; the words differ in their first letter. */
export function Result({ slug, sale, state }: ResultProps) {
  const t = useTranslations("pos.cashier");
  const subline = useSubline();
  const { tone, icon } = SALE_LOOK[state];
  return (
    <div className={`cash-result cash-tone-${tone}`}>
      <div className="result-in" role={state === "paid" ? "status" : "alert"}>
        <Icon name={icon} className="giant" />
        <h1 className="result-word">{t(`word.${state}`)}</h1>
        <p className="result-amount">
          <Money minorUnits={sale.amount} />
        </p>
        <p>{subline(sale, state)}</p>
        <p className="result-order">{t(`order.${state}`)}</p>
      </div>
      {state === "unknown" ? <CashierQuestion slug={slug} sale={sale} /> : null}
      <Ways slug={slug} sale={sale} state={state} />
    </div>
  );
}
