import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";
import { COMPLAINT_KEYS } from "@/lib/checkout/delivery/delivery-page";

/** "Something is wrong": a reason and a few words, no code. Opens without script. */
export function ReportForm({ token, isOpen }: { token: string; isOpen: boolean }) {
  const t = useTranslations("delivery");
  return (
    <details className="payer-report" id="sorun-formu" open={isOpen || undefined}>
      <summary className="payer-button is-stop">
        <Icon name="alert" />
        {t("ask.report")}
      </summary>
      <form className="payer-code" action={routes.payDeliveryPost(token, "report")} method="post">
        <fieldset>
          <legend>{t("ask.what")}</legend>
          {COMPLAINT_KEYS.map((reason) => (
            <label key={reason} className="payer-check">
              <input type="radio" name="reason" value={reason} required />
              <span>{t(`reason.${reason}`)}</span>
            </label>
          ))}
        </fieldset>
        <div className="payer-field">
          <div className="payer-field-head">
            <label htmlFor="sorun-not">{t("ask.note")}</label>
            <span>{t("ask.optional")}</span>
          </div>
          <textarea className="payer-input is-area" id="sorun-not" name="note" maxLength={500} rows={3} />
        </div>
        <button className="payer-button is-stop" type="submit">
          {t("ask.send")}
        </button>
      </form>
    </details>
  );
}
