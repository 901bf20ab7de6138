import { useTranslations } from "next-intl";
import { Money } from "@/app/_components/money";
import type { BalanceDto } from "@/lib/ledger/schemas";

/** Four answers: still to come, should have come, promised back, not yet explained. */
export function BalanceNumbers({ balance }: { balance: BalanceDto }) {
  const t = useTranslations("balance.numbers");
  const figures = [
    ["coming", balance.expected_later],
    ["past", balance.past_due],
    ["refunds", balance.refunds_in_flight],
    ["suspense", balance.suspense],
  ] as const;
  return (
    <section className="panel" aria-label={t("label")}>
      <dl className="strip">
        {figures.map(([name, amount]) => (
          <div key={name}>
            <dt className="metric-label">{t(name)}</dt>
            <dd className="metric-value">
              <Money minorUnits={amount} />
            </dd>
            <dd className="metric-note">{t(`${name}_note`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
