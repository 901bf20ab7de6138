import { useTranslations } from "next-intl";
import { Money } from "@/app/_components/money";
import type { Board } from "@/lib/reconciliation/schemas";

/** How many stand open, how much money, and how old: what is older weighs more. */
export function BoardNumbers({ board }: { board: Board }) {
  const t = useTranslations("reconciliation.numbers");
  const old = board.ages.find(({ up_to }) => up_to === null);
  return (
    <section className="panel mb-4" aria-label={t("label")}>
      <dl className="strip">
        <div>
          <dt className="metric-label">{t("open")}</dt>
          <dd className="metric-value">{board.open}</dd>
          <dd className="metric-note">{t("open_note", { count: board.open })}</dd>
        </div>
        <div>
          <dt className="metric-label">{t("risk")}</dt>
          <dd className="metric-value">
            <Money minorUnits={board.at_risk} />
          </dd>
          <dd className="metric-note">{t("risk_note")}</dd>
        </div>
        <div>
          <dt className="metric-label">{t("old")}</dt>
          <dd className="metric-value">{old?.count ?? 0}</dd>
          <dd className="metric-note">
            <Money minorUnits={old?.at_risk ?? 0} />
          </dd>
        </div>
        <div>
          <dt className="metric-label">{t("age")}</dt>
          <dd className="metric-note">
            <ul className="grid gap-0.5">
              {board.ages.map(({ up_to, count }) => (
                <li key={up_to ?? 0} className="flex justify-between gap-3">
                  <span>{t(up_to === null ? "age_old" : `age_${up_to as 1 | 3 | 7}`)}</span>
                  <span className="amount">{count}</span>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
    </section>
  );
}
