import { useLocale, useTranslations } from "next-intl";
import { dayAndMinute } from "@/app/_lib/time-format";
import type { PayDelivery } from "@/lib/checkout/delivery/delivery-page";

function SendNote({ delivery }: { delivery: PayDelivery }) {
  const t = useTranslations("delivery.next");
  const locale = useLocale();
  const { parcel, shipBy, sentAt } = delivery;
  if (parcel !== null) {
    const values = { carrier: parcel.carrier ?? "", number: parcel.trackingNo };
    return <span>{t(parcel.carrier === null ? "parcel_no" : "parcel", values)}</span>;
  }
  if (sentAt !== null) return <span>{dayAndMinute(sentAt, locale)}</span>;
  return <span>{shipBy === null ? t("send_note") : t("send_by", { time: dayAndMinute(shipBy, locale) })}</span>;
}

/** Sending, looking and confirming, passing on; with the dates after which something happens by itself. */
export function NextSteps({ delivery }: { delivery: PayDelivery }) {
  const t = useTranslations("delivery.next");
  const locale = useLocale();
  const isSent = delivery.sentAt !== null;
  const release = delivery.autoReleaseAt;
  return (
    <section aria-labelledby="next">
      <h2 className="payer-h2" id="next">
        {t("title")}
      </h2>
      <ol className="payer-steps">
        <li className={isSent ? "is-past" : "is-here"} aria-current={isSent ? undefined : "step"}>
          <b>{t(isSent ? "sent" : "send")}</b>
          <SendNote delivery={delivery} />
        </li>
        <li className={isSent ? "is-here" : undefined} aria-current={isSent ? "step" : undefined}>
          <b>{t("check")}</b>
          <span>{t(delivery.hasAddress ? "check_note" : "check_no_mail")}</span>
        </li>
        <li>
          <b>{t("pay")}</b>
          <span>{release === null ? t("pay_never") : t("pay_at", { time: dayAndMinute(release, locale) })}</span>
        </li>
      </ol>
    </section>
  );
}
