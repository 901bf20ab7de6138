import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";
import { dayAndMinute } from "@/app/_lib/time-format";
import type { PayDelivery } from "@/lib/checkout/delivery/delivery-page";
import { Tell } from "../parts/tell";
import { Verdict } from "../parts/verdict";
import { telephone } from "../pay-frame";
import { CODE_TELLS, CodeForm } from "./code-form";
import type { DeliveryPageProps } from "./delivery-body";
import { WhereHeld } from "./where-held";

function who({ stage, objection }: PayDelivery): "mine" | "seller" | "bank" {
  if (stage === "charged_back") return "bank";
  return objection?.isMine ? "mine" : "seller";
}

const TITLES = { mine: "title", seller: "by_seller", bank: "by_bank" } as const;
const NOW = { mine: "now", seller: "now_seller", bank: "now_bank" } as const;

function Solved({ page, delivery, tell }: DeliveryPageProps) {
  const t = useTranslations("delivery.dispute");
  if (!delivery.may.withdraw) return null;
  if (!delivery.hasAddress) return <p className="payer-quiet">{t("solved_no_mail")}</p>;
  const isOpen = delivery.code !== null || (tell !== undefined && CODE_TELLS.includes(tell));
  return (
    <details className="payer-report" open={isOpen || undefined}>
      <summary className="payer-button is-bare">{t("solved")}</summary>
      <p className="payer-quiet">{t("solved_note")}</p>
      <CodeForm token={page.token} delivery={delivery} tell={tell} what="solved" button={t("solved_go")} />
    </details>
  );
}

/** Every clock stands still: who objected, where the money is, and how it ends. */
export function DisputePage(props: DeliveryPageProps) {
  const { page, delivery } = props;
  const t = useTranslations("delivery.dispute");
  const reasons = useTranslations("delivery.reason");
  const next = useTranslations("delivery.next");
  const pay = useTranslations("pay");
  const locale = useLocale();
  const by = who(delivery);
  const { objection } = delivery;
  const meta = objection
    ? [dayAndMinute(objection.at, locale), objection.reason ? reasons(objection.reason) : ""].filter(Boolean)
    : [];
  return (
    <>
      <Verdict icon="alert" title={t(TITLES[by])} amount={delivery.amount}>
        {meta.length > 0 ? <p className="payer-quiet">{meta.join(" · ")}</p> : null}
      </Verdict>
      <WhereHeld page={page} delivery={delivery} />
      <Tell
        rows={[
          { name: pay("now"), text: t(NOW[by], { merchant: page.merchant.name }) },
          { name: t("end"), text: t("end_text") },
        ]}
      />
      <div className="payer-actions">
        {page.merchant.phone ? (
          <a className="payer-button" href={telephone(page.merchant.phone)}>
            {pay("call")}
          </a>
        ) : null}
        <Solved {...props} />
        <a className="payer-button" href={routes.pay(page.token)}>
          <Icon name="document" />
          {next("receipt")}
        </a>
      </div>
    </>
  );
}
