import { useLocale, useTranslations } from "next-intl";
import { formatAmount } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { Money } from "./money";

export type Anatomy = {
  requested: number;
  installmentDifference: number;
  commissionAdded: number;
  charged: number;
  commission: number;
  tax: number;
  net: number;
  installments: number | null;
};

type Part = { className: string; minorUnits: number };
const BAR_WIDTH = 1000;
const SLIVER = 4;

/** Widths only: a sliver is never thinner than the eye can see; the figures below carry the truth. */
function Bar({ parts }: { parts: Part[] }) {
  const shown = parts.filter((part) => part.minorUnits > 0);
  const whole = shown.reduce((sum, part) => sum + part.minorUnits, 0) || 1;
  let x = 0;
  return (
    <svg className="anatomy-bar" viewBox={`0 0 ${BAR_WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
      {shown.map((part) => {
        const width = Math.max(SLIVER, (part.minorUnits / whole) * BAR_WIDTH);
        const left = Math.min(x, BAR_WIDTH - width);
        x += width + 2;
        return <rect key={part.className} className={part.className} x={left} y="0" width={width} height="8" />;
      })}
    </svg>
  );
}

type ColumnProps = { label: string; minorUnits: number; fill?: string; operator?: string; sum?: boolean };

function Column({ label, minorUnits, fill, operator, sum }: ColumnProps) {
  return (
    <div className={sum ? "sum" : undefined}>
      <dt>
        {fill ? <i className={fill} /> : null}
        {label}
      </dt>
      <dd>
        {operator ? <span className="operator">{operator}</span> : null}
        <Money minorUnits={minorUnits} />
      </dd>
    </div>
  );
}

/** Two bars of one length: what the customer paid, and where it went. Facts of the provider, never recomputed. */
export function ChargeAnatomy({ anatomy }: { anatomy: Anatomy }) {
  const t = useTranslations("payment.anatomy");
  const locale = useLocale() as MoneyLocale;
  const text = (minorUnits: number) => formatAmount(BigInt(minorUnits), locale);
  const { requested, installmentDifference, commissionAdded, charged, commission, tax, net } = anatomy;
  return (
    <div className="anatomy">
      <div
        className="anatomy-bars"
        role="img"
        aria-label={t("summary", {
          charged: text(charged),
          net: text(net),
          commission: text(commission),
          tax: text(tax),
        })}
      >
        <Bar
          parts={[
            { className: "fill-asked", minorUnits: Math.min(requested, charged) },
            { className: "fill-extra", minorUnits: installmentDifference + commissionAdded },
          ]}
        />
        <Bar
          parts={[
            { className: "fill-net", minorUnits: net },
            { className: "fill-fee", minorUnits: commission },
            { className: "fill-tax", minorUnits: tax },
          ]}
        />
      </div>
      <dl className="anatomy-columns">
        <Column label={t("requested")} minorUnits={requested} fill="fill-asked" />
        {installmentDifference > 0 ? (
          <Column
            label={t("installment_difference", { count: anatomy.installments ?? 1 })}
            minorUnits={installmentDifference}
            fill="fill-extra"
            operator="+"
          />
        ) : null}
        {commissionAdded > 0 ? (
          <Column label={t("commission_added")} minorUnits={commissionAdded} fill="fill-extra" operator="+" />
        ) : null}
        {charged < requested ? <Column label={t("not_taken")} minorUnits={requested - charged} operator="−" /> : null}
        <Column label={t("charged")} minorUnits={charged} operator={charged === requested ? "" : "="} sum />
        <Column label={t("commission")} minorUnits={commission} fill="fill-fee" operator="−" />
        <Column label={t("tax")} minorUnits={tax} fill="fill-tax" operator="−" />
        <Column label={t("net")} minorUnits={net} fill="fill-net" operator="=" sum />
      </dl>
    </div>
  );
}
