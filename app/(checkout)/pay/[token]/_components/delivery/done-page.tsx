import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";
import { dayAndMinute } from "@/app/_lib/time-format";
import { Tell } from "../parts/tell";
import { Verdict } from "../parts/verdict";
import type { DeliveryPageProps } from "./delivery-body";
import { WhereHeld } from "./where-held";

/** The buyer has said that it arrived; the rest is the seller's. */
export function DonePage({ page, delivery }: DeliveryPageProps) {
  const t = useTranslations("delivery.done");
  const next = useTranslations("delivery.next");
  const pay = useTranslations("pay");
  const locale = useLocale();
  const isMine = delivery.stage === "confirmed";
  return (
    <>
      <Verdict icon="stPaid" title={t(isMine ? "title" : "leaving")} amount={delivery.amount}>
        {delivery.arrivedAt ? <p className="payer-quiet">{dayAndMinute(delivery.arrivedAt, locale)}</p> : null}
      </Verdict>
      <WhereHeld page={page} delivery={delivery} />
      <Tell
        rows={[
          { name: pay("now"), text: t("now") },
          { name: t("problem"), text: t("problem_text") },
        ]}
      />
      <div className="payer-actions">
        <a className="payer-button" href={routes.pay(page.token)}>
          <Icon name="document" />
          {next("receipt")}
        </a>
      </div>
    </>
  );
}
