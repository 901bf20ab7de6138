import { useTranslations } from "next-intl";
import { routes } from "@/app/_lib/routes";
import type { PayPage } from "@/lib/checkout/schemas";
import { MoneyRoute } from "./parts/money-route";
import { Reference, Tell } from "./parts/tell";
import { Verdict } from "./parts/verdict";

type Failed = Extract<PayPage, { kind: "failed" }>;

/** "Not charged" stands here because the provider's answer to our query said so, never because of a return. */
export function FailedPage({ page }: { page: Failed }) {
  const t = useTranslations("pay");
  const reason = `failed.${page.reason}` as const;
  return (
    <div className="payer-stack tone-set-fail">
      <Verdict icon="stFail" title={t(`${reason}.title`)} amount={page.amount} alert />
      <div className="where">
        <p className="where-title">{t("failed.safe")}</p>
        <MoneyRoute
          label={t("route.label")}
          stops={[
            { name: t("route.card"), text: t("route.not_charged"), state: "here" },
            { name: "Paynet", text: t("route.not_taken") },
            { name: t("route.seller"), text: t("route.not_taken") },
          ]}
        />
      </div>
      <Tell
        rows={[
          { name: t("why"), text: t(`${reason}.why`) },
          { name: t("money"), text: t(`${reason}.money`), isMoney: true },
          { name: t("now"), text: page.retryToken ? t(`${reason}.now`) : t("failed.closed") },
        ]}
      />
      <div className="payer-actions">
        {page.retryToken ? (
          <a className="payer-button is-go" href={routes.pay(page.retryToken)}>
            {t(`${reason}.action`)}
          </a>
        ) : null}
        {page.shopUrl ? (
          <a className="payer-button" href={page.shopUrl} rel="noreferrer">
            {t("back_to_shop")}
          </a>
        ) : null}
        {page.retryToken ? <p className="payer-quiet">{t("failed.retry_note")}</p> : null}
      </div>
      <Reference label={t("reference")} value={page.reference} />
    </div>
  );
}
