import { useLocale, useNow, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";
import { exactTime } from "@/app/_lib/time-format";
import type { PayPage } from "@/lib/checkout/schemas";
import { MoneyRoute } from "./parts/money-route";
import { NoScriptRefresh } from "./parts/no-script-refresh";
import { Reference, Tell } from "./parts/tell";
import { Verdict } from "./parts/verdict";
import { WatchResult } from "./parts/watch-result";
import { providerName } from "./pay-frame";

type Checking = Extract<PayPage, { kind: "checking" }>;

/** Honest about not knowing: no retry button, no promise, a reference to quote. */
export function CheckingPage({ page }: { page: Checking }) {
  const t = useTranslations("pay");
  const locale = useLocale();
  const lastCheck = exactTime(useNow().toISOString(), locale).clock;
  return (
    <div className="payer-stack tone-set-wait">
      <NoScriptRefresh />
      <Verdict icon="stWait" title={t("checking.title")} amount={page.amount}>
        <p className="payer-sub">{t("checking.sub")}</p>
      </Verdict>
      <div className="progress" role="progressbar" aria-label={t("checking.bar")}>
        <i />
      </div>
      <div className="where">
        <p className="where-title">{t("checking.where")}</p>
        <p className="where-text">{t("checking.where_text")}</p>
        <MoneyRoute
          label={t("route.label")}
          stops={[
            { name: t("route.card"), text: t("route.asking"), state: "asked" },
            { name: providerName(page.provider), text: t("route.asking"), state: "asked" },
            { name: t("route.seller"), text: t("route.not_passed") },
          ]}
        />
      </div>
      <Tell
        rows={[
          {
            name: t("now"),
            text: <strong className="font-semibold">{t("checking.now")}</strong>,
            note: t("checking.now_note"),
          },
          { name: t("when"), text: t("checking.when"), note: t("checking.when_note", { time: lastCheck }) },
        ]}
      />
      <Reference label={t("reference")} value={page.reference} />
      <div className="payer-actions">
        <a className="payer-button" href={routes.pay(page.token)}>
          <Icon name="refresh" />
          {t("refresh")}
        </a>
      </div>
      <WatchResult token={page.token} kind={page.kind} />
    </div>
  );
}
