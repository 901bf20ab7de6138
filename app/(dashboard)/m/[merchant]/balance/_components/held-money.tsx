import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { Link } from "@/app/_components/ui/link";
import { Panel } from "@/app/_components/ui/panel";
import { routes } from "@/app/_lib/routes";
import type { BalanceDto } from "@/lib/ledger/schemas";

/** What is not simply on its way, and because of what. */
export function HeldMoney({ slug, balance }: { slug: string; balance: BalanceDto }) {
  const t = useTranslations("balance.held");
  const quiet = balance.held.length === 0 && balance.suspense === 0 && balance.refunds_in_flight === 0;
  return (
    <Panel id="held" title={t("title")}>
      {quiet ? (
        <p className="quiet-day">
          <Icon name="stPaid" />
          <span>{t("none")}</span>
        </p>
      ) : (
        <ul className="held-list">
          {balance.refunds_in_flight === 0 ? null : (
            <li>
              <Link className="link" href={routes.refunds(slug)}>
                {t("refunds")}
              </Link>
              <Money minorUnits={balance.refunds_in_flight} />
              <p>{t("refunds_why")}</p>
            </li>
          )}
          {balance.suspense === 0 ? null : (
            <li>
              <b className="font-medium">{t("suspense")}</b>
              <Money minorUnits={balance.suspense} />
              <p>{t("suspense_why")}</p>
            </li>
          )}
          {balance.held.map(({ reason, payments, amount }) => (
            <li key={reason}>
              <b className="font-medium">
                {t.has(`reason.${reason}`) ? t(`reason.${reason}`) : reason}{" "}
                <span className="text-ink-3">{t("payments", { count: payments })}</span>
              </b>
              <Money minorUnits={amount} />
              <p>{t.has(`why.${reason}`) ? t(`why.${reason}`) : t("why.other")}</p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
