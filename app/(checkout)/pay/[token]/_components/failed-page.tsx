import { useTranslations } from "next-intl";
import { routes } from "@/app/_lib/routes";
import type { PayPage } from "@/lib/checkout/schemas";
import { whyFailed } from "@/lib/checkout/why-failed";
import { MoneyRoute } from "./parts/money-route";
import { Reference, Tell } from "./parts/tell";
import { useAdvice } from "./parts/use-advice";
import { Verdict } from "./parts/verdict";
import { providerName, telephone } from "./pay-frame";

type Failed = Extract<PayPage, { kind: "failed" }>;

/** The button follows what helps: the same card, another one, or the seller. */
function Actions({ page, why }: { page: Failed; why: ReturnType<typeof whyFailed> }) {
  const t = useTranslations("pay");
  const isHopeless = why.retry === "never";
  // A limit may be raised or the balance filled: the button leaves the choice of the card to the payer.
  const isCards = why.retry === "other_card" && why.reason !== "limit";
  const key = isCards ? "card" : why.retry === "same_card" ? "three_d" : why.reason;
  const action = t(`failed.${key}.action`);
  return (
    <div className="payer-actions">
      {isHopeless && page.merchant.phone ? (
        <a className="payer-button is-go" href={telephone(page.merchant.phone)}>
          {t("call")}
        </a>
      ) : null}
      {page.retryToken ? (
        <a className={isHopeless ? "payer-button" : "payer-button is-go"} href={routes.pay(page.retryToken)}>
          {action}
        </a>
      ) : null}
      {page.shopUrl ? (
        <a className="payer-button" href={page.shopUrl} rel="noreferrer">
          {t("back_to_shop")}
        </a>
      ) : null}
      {page.retryToken ? <p className="payer-quiet">{t("failed.retry_note")}</p> : null}
    </div>
  );
}

/** "Not charged" stands here because the provider's answer to our query said so, never because of a return. */
export function FailedPage({ page }: { page: Failed }) {
  const t = useTranslations("pay");
  const why = whyFailed(page.reason, page.provider, page.code);
  const advice = useAdvice(why);
  const said = why.isBanks ? why.reason : "refused";
  return (
    <div className="payer-stack tone-set-fail">
      <Verdict icon="stFail" title={t(`failed.${said}.title`)} amount={page.amount} alert />
      <div className="where">
        <p className="where-title">{t("failed.safe")}</p>
        <MoneyRoute
          label={t("route.label")}
          stops={[
            { name: t("route.card"), text: t("route.not_charged"), state: "here" },
            { name: providerName(page.provider), text: t("route.not_taken") },
            { name: t("route.seller"), text: t("route.not_taken") },
          ]}
        />
      </div>
      <Tell
        rows={[
          { name: t("why"), text: advice.why },
          { name: t("money"), text: t(`failed.${said}.money`), isMoney: true },
          { name: t("now"), text: page.retryToken ? advice.now : t("failed.closed") },
        ]}
      />
      <Actions page={page} why={why} />
      <Reference label={t("reference")} value={page.reference} />
    </div>
  );
}
