"use client";

import { useTranslations } from "next-intl";
import { BecauseLine, NextStep } from "@/app/_components/because-line";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { Link } from "@/app/_components/ui/link";
import { routes } from "@/app/_lib/routes";
import type { PosSaleView } from "@/lib/pos/board/schemas";
import { SaleBadge } from "../../_components/sale/sale-badge";
import { AskAndCancel, CashierQuestion, ReverseButton, SeenButton } from "../../_components/sale/sale-buttons";
import { Stopwatch } from "../../_components/sale/stopwatch";
import { saleState } from "../../sale-state";

type SaleProps = { slug: string; sale: PosSaleView; mayWrite: boolean };

/** Why something that the reader might look for is not there. */
function WhyNot({ sale }: { sale: PosSaleView }) {
  const t = useTranslations("pos.not_allowed");
  const { cancel, retry } = sale.allowed_actions;
  const reasons = [cancel.reason, retry.reason].filter((reason) => reason === "no_permission");
  return reasons.length > 0 ? <p className="hint">{t("no_permission")}</p> : null;
}

function Buttons({ slug, sale, mayWrite }: SaleProps) {
  const t = useTranslations("pos");
  const state = saleState(sale);
  const isTaken = state === "paid" || state === "late" || state === "returned";
  return (
    <div className="grid justify-items-end gap-2 max-md:justify-items-stretch">
      <div className="page-actions">
        {mayWrite ? (
          <Link className="button" href={routes.cashierSale(slug, sale.id)}>
            <Icon name="pos" />
            {t("one.cashier_view")}
          </Link>
        ) : null}
        {isTaken ? (
          <a className="button" href={routes.posReceipt(slug, sale.id)}>
            <Icon name="document" />
            {t("act.receipt")}
          </a>
        ) : null}
        {isTaken ? (
          <a className="button" href={routes.posReceipt(slug, sale.id, "slip")}>
            <Icon name="print" />
            {t("act.slip")}
          </a>
        ) : null}
      </div>
      {isTaken ? (
        <div className="sale-buttons">
          <ReverseButton slug={slug} sale={sale} />
          {mayWrite && sale.alarm?.seen_by === null ? <SeenButton slug={slug} sale={sale} /> : null}
        </div>
      ) : (
        <AskAndCancel slug={slug} sale={sale} withAsk />
      )}
      <WhyNot sale={sale} />
    </div>
  );
}

/** Where a reversal under way is finished. */
function Reversal({ sale }: { sale: PosSaleView }) {
  const t = useTranslations("pos.one");
  if (sale.reversal === null || saleState(sale) === "returned") return null;
  return (
    <div className="note note-info mb-4" role="status">
      <Icon name="refund" />
      <div>
        <p>{t("reversal_text")}</p>
        <a className="link" href={sale.reversal.deeplink_url}>
          {t("reversal_open")}
        </a>
      </div>
    </div>
  );
}

/** The amount, the state with its cause, what to do now, and what may be done. */
export function SaleHead({ slug, sale, mayWrite }: SaleProps) {
  const t = useTranslations("pos");
  const state = saleState(sale);
  const place = [sale.cashier, sale.terminal.name, sale.terminal.branch].filter(Boolean).join(", ");
  return (
    <>
      <header className="detail-head">
        <div aria-live="polite">
          <h1 className="hero">
            <Money minorUnits={sale.amount} />
          </h1>
          <p className="detail-state">
            <SaleBadge sale={sale} />
            <span className="text-ink-3">{place}</span>
            {state === "waiting" || state === "unknown" ? (
              <Stopwatch from={sale.created_at} until={sale.deadline_at} />
            ) : null}
          </p>
          <BecauseLine because={sale.because} />
          <NextStep>{t(`next.${state}`)}</NextStep>
          {state === "unknown" ? <CashierQuestion slug={slug} sale={sale} /> : null}
        </div>
        <Buttons slug={slug} sale={sale} mayWrite={mayWrite} />
      </header>
      <Reversal sale={sale} />
    </>
  );
}
