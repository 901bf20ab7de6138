import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";
import { dayAndMinute } from "@/app/_lib/time-format";
import type { DeliveryTell } from "@/lib/checkout/delivery/tells";
import { Verdict } from "../parts/verdict";
import { telephone } from "../pay-frame";
import { CodeForm } from "./code-form";
import type { DeliveryPageProps } from "./delivery-body";
import { ReportForm } from "./report-form";
import { WhereHeld } from "./where-held";

const REPORT_TELLS: readonly DeliveryTell[] = ["report_card", "report_long", "report_reason"];

function NoAddress({ phone }: { phone: string | null }) {
  const t = useTranslations("delivery.ask");
  const pay = useTranslations("pay");
  return (
    <div className="payer-actions">
      <p className="payer-notice">
        <Icon name="info" />
        <span>{t("no_address")}</span>
      </p>
      {phone ? (
        <a className="payer-button" href={telephone(phone)}>
          {pay("call")}
        </a>
      ) : null}
    </div>
  );
}

/** Has it arrived? Confirm with the code, or stop the money without one. */
export function AskPage({ page, delivery, tell }: DeliveryPageProps) {
  const t = useTranslations("delivery.ask");
  const next = useTranslations("delivery.next");
  const locale = useLocale();
  const { parcel, autoReleaseAt, serial, hasAddress } = delivery;
  return (
    <>
      <Verdict icon="stHeld" title={t("title")} amount={delivery.amountHeld}>
        {page.note ? <p className="payer-sub">{page.note}</p> : null}
        {parcel ? (
          <p className="payer-quiet">
            {next(parcel.carrier === null ? "parcel_no" : "parcel", {
              carrier: parcel.carrier ?? "",
              number: parcel.trackingNo,
            })}
          </p>
        ) : null}
        {serial ? (
          <p className="payer-quiet">
            {t("serial")} <b className="mono">{serial}</b>
          </p>
        ) : null}
      </Verdict>
      <WhereHeld page={page} delivery={delivery} />
      {hasAddress ? (
        <CodeForm token={page.token} delivery={delivery} tell={tell} what="confirm" button={t("confirm")} />
      ) : (
        <NoAddress phone={page.merchant.phone} />
      )}
      <section className="payer-problem" aria-labelledby="sorun">
        <h2 className="payer-h2" id="sorun">
          {t("problem")}
        </h2>
        <p className="payer-quiet">{t("problem_note")}</p>
        <ReportForm token={page.token} isOpen={tell !== undefined && REPORT_TELLS.includes(tell)} />
        {autoReleaseAt ? (
          <p className="payer-quiet">
            {t("auto")} <strong>{dayAndMinute(autoReleaseAt, locale)}</strong>
          </p>
        ) : null}
      </section>
      <a className="payer-back" href={routes.pay(page.token)}>
        {next("receipt")}
      </a>
    </>
  );
}
