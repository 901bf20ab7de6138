import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { Panel } from "@/app/_components/ui/panel";
import type { BalanceDto } from "@/lib/ledger/schemas";
import { ArrivalDay } from "./arrival-day";

type ArrivalsProps = { slug: string; today: string; balance: BalanceDto };

/** Which money is expected on which day, and which day went by: Vezne has seen neither in the bank. */
export function Arrivals({ slug, today, balance }: ArrivalsProps) {
  const t = useTranslations("balance");
  const { arrivals, past_arrivals: past } = balance;
  const earlier = balance.past_due - past.reduce((sum, { net }) => sum + net, 0);
  return (
    <>
      <Panel id="arrivals" title={t("arrivals.title")} aside={<span className="hint">{t("arrivals.expected")}</span>}>
        {arrivals.length === 0 ? (
          <EmptyState kind="nothing_yet" title={t("arrivals.none_title")} text={t("arrivals.none_text")} />
        ) : (
          <ul className="arrival-list">
            {arrivals.map((arrival) => (
              <ArrivalDay
                key={`${arrival.day} ${arrival.provider_account_id}`}
                slug={slug}
                today={today}
                arrival={arrival}
              />
            ))}
          </ul>
        )}
      </Panel>
      {balance.past_due !== 0 || past.length > 0 ? (
        <Panel id="past-arrivals" title={t("past.title")}>
          <div className="note m-4">
            <Icon name="info" />
            <p>{t("past.note")}</p>
          </div>
          <ul className="arrival-list border-t border-line">
            {past.map((arrival) => (
              <ArrivalDay
                key={`${arrival.day} ${arrival.provider_account_id}`}
                slug={slug}
                today={today}
                arrival={arrival}
              />
            ))}
          </ul>
          {earlier === 0 ? null : (
            <p className="panel-foot flex justify-between gap-3">
              <span>{t("past.earlier")}</span>
              <Money minorUnits={earlier} />
            </p>
          )}
        </Panel>
      ) : null}
    </>
  );
}
