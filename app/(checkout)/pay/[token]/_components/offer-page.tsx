import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { routes } from "@/app/_lib/routes";
import { dayAndMinute } from "@/app/_lib/time-format";
import type { PayPage } from "@/lib/checkout/schemas";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { HeldTerms } from "./delivery/held-terms";
import { providerName } from "./pay-frame";

type Offer = Extract<PayPage, { kind: "offer" }>;

function Steps({ page }: { page: Offer }) {
  const t = useTranslations("pay.offer");
  const provider = providerName(page.provider);
  return (
    <section aria-labelledby="how">
      <h2 className="payer-h2" id="how">
        {t("how")}
      </h2>
      <ol className="payer-steps">
        <li className="is-here">
          <b>{t("step_1", { provider })}</b>
          {page.providerHost ? <span>{t("step_1_note", { host: page.providerHost })}</span> : null}
        </li>
        <li>
          <b>{t("step_2")}</b>
          <span>{t("step_2_note")}</span>
        </li>
        <li>
          <b>{t("step_3")}</b>
          <span>{t("step_3_note")}</span>
        </li>
      </ol>
    </section>
  );
}

/** Who asks, how much, for what, and where the button leads. Nothing here needs script. */
export function OfferPage({ page }: { page: Offer }) {
  const t = useTranslations("pay.offer");
  const locale = useLocale() as MoneyLocale;
  const facts = [
    page.referenceNo ? t("order", { reference: page.referenceNo }) : "",
    t("until", { time: dayAndMinute(page.expiresAt, locale) }),
  ];
  return (
    <>
      <section className="payer-stack" aria-label={t("summary")}>
        <div>
          <h1 className="payer-label">{t("title")}</h1>
          <p className="payer-amount">
            <Money minorUnits={page.amount} />
          </p>
          {page.note ? <p className="payer-sub">{page.note}</p> : null}
          <p className="payer-quiet">{facts.filter(Boolean).join(" · ")}</p>
        </div>
        {page.held ? <HeldTerms terms={page.held} provider={page.provider} /> : null}
        {page.resumable ? (
          <p className="payer-notice">
            <Icon name="stWait" />
            <span>{t("resumable")}</span>
          </p>
        ) : null}
      </section>
      <form className="payer-stack" action={routes.payGo(page.token)} method="post">
        <Steps page={page} />
        <div>
          <button className="payer-button is-go" type="submit">
            {t("pay", { amount: formatMoney(BigInt(page.amount), "TRY", locale) })}
          </button>
          <ul className="payer-assure">
            <li>
              <Icon name="payments" />
              <span>{t("no_card")}</span>
            </li>
            <li>
              <Icon name="document" />
              <span>{t("statement", { descriptor: page.merchant.descriptor })}</span>
            </li>
          </ul>
        </div>
      </form>
    </>
  );
}
