import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";
import { exactTime } from "@/app/_lib/time-format";
import type { PayDelivery } from "@/lib/checkout/delivery/delivery-page";
import type { DeliveryTell } from "@/lib/checkout/delivery/tells";

type CodeFormProps = {
  token: string;
  delivery: PayDelivery;
  tell: DeliveryTell | undefined;
  /** What the code lets through, and how the button says it. */
  what: "confirm" | "solved";
  button: string;
};

/** Told below the field it is about; the others stand above the page. */
export const CODE_TELLS: readonly DeliveryTell[] = ["code_wrong", "code_expired", "code_tries"];

function AskForCode({ token, label, isGo }: { token: string; label: string; isGo: boolean }) {
  return (
    <form action={routes.payDeliveryPost(token, "code")} method="post">
      <button className={isGo ? "payer-button is-go" : "payer-button is-bare"} type="submit">
        {label}
      </button>
    </form>
  );
}

/** Two steps without script: a code is asked for, then typed. Which one is shown is read from the database. */
export function CodeForm({ token, delivery, tell, what, button }: CodeFormProps) {
  const t = useTranslations("delivery");
  const locale = useLocale();
  const { code } = delivery;
  const wrong = tell !== undefined && CODE_TELLS.includes(tell) ? t(`tell.${tell}`) : undefined;
  if (code === null) {
    return (
      <div className="payer-actions" id="kod-formu">
        {wrong ? (
          <p className="payer-notice is-fail" role="alert">
            <Icon name="alert" />
            <span>{wrong}</span>
          </p>
        ) : null}
        <AskForCode token={token} label={t(wrong ? "ask.again" : "ask.get")} isGo={what === "confirm"} />
        <p className="payer-quiet">{t("ask.get_note")}</p>
      </div>
    );
  }
  const time = exactTime(code.expiresAt, locale).clock.slice(0, 5);
  return (
    <div className="payer-actions" id="kod-formu">
      <form className="payer-code" action={routes.payDeliveryPost(token, what)} method="post">
        <div className={wrong ? "payer-field is-bad" : "payer-field"}>
          <div className="payer-field-head">
            <label htmlFor="kod">{t("ask.code")}</label>
          </div>
          <input
            className="payer-input is-code"
            id="kod"
            name="code"
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            pattern="[0-9]{6}"
            required
            aria-describedby="kod-not"
            aria-invalid={wrong ? true : undefined}
          />
          <p className="payer-hint" id="kod-not">
            {wrong ?? t("ask.sent_to", { address: code.sentTo, time })}
          </p>
        </div>
        <p className="payer-notice">
          <Icon name="alert" />
          <span>
            <strong>{t("ask.warn")}</strong> {t("ask.warn_more")}
          </span>
        </p>
        <button className="payer-button is-go" type="submit">
          {button}
        </button>
      </form>
      <AskForCode token={token} label={t("ask.again")} isGo={false} />
    </div>
  );
}
