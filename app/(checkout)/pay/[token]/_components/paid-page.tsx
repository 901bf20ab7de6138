import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";
import type { DeliveryStage, PayDelivery } from "@/lib/checkout/delivery/delivery-page";
import { NextSteps } from "./delivery/next-steps";
import { WhereHeld } from "./delivery/where-held";
import { MoneyRoute } from "./parts/money-route";
import { PrintButton } from "./parts/print-button";
import { Tell } from "./parts/tell";
import { Verdict } from "./parts/verdict";
import { providerName } from "./pay-frame";
import { ReceiptItemTable } from "./receipt/receipt-items";
import { isPaidBack, type Paid, receiptLines } from "./receipt/receipt-lines";
import { receiptItems } from "./receipt/receipt-sheet";

/** Stages with something to read or do on the delivery page. */
const DELIVERY_PAGES: readonly DeliveryStage[] = ["confirmed", "disputed", "charged_back", "leaving"];

function Receipt({ page }: { page: Paid }) {
  const pay = useTranslations("pay");
  const t = useTranslations("pay.paid");
  const locale = useLocale();
  const items = receiptItems(page, locale === "en" ? "en" : "tr", pay);
  return (
    <section aria-labelledby="receipt">
      <h2 className="payer-h2" id="receipt">
        {t("receipt")}
      </h2>
      {items ? (
        <div className="receipt">
          <ReceiptItemTable items={items} caption={t("items")} />
        </div>
      ) : null}
      <dl className="receipt">
        {receiptLines(page, locale, t).map(({ name, value, note, isSum, isCode }) => (
          <div key={name} className={isSum ? "is-sum" : undefined}>
            <dt>{name}</dt>
            <dd>
              {isCode ? <span className="mono">{value}</span> : value}
              {note ? <small>{note}</small> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Held money in place of "it was charged for the seller": where it is, what comes next, and the page to act on. */
function Held({ page, delivery }: { page: Paid; delivery: PayDelivery }) {
  const t = useTranslations("delivery.next");
  const asks = delivery.may.object;
  const goesOn = asks || DELIVERY_PAGES.includes(delivery.stage);
  return (
    <>
      <WhereHeld page={page} delivery={delivery} />
      {asks ? <NextSteps delivery={delivery} /> : null}
      {goesOn ? (
        <div className="payer-actions print-hidden">
          <a className="payer-button" href={routes.payDelivery(page.token)}>
            {t(asks ? "open" : "follow")}
          </a>
        </div>
      ) : null}
    </>
  );
}

function Charged({ page }: { page: Paid }) {
  const t = useTranslations("pay");
  const isBack = isPaidBack(page);
  const moneyText = isBack
    ? "paid.money_back"
    : BigInt(page.amountRefunded) > 0n
      ? "paid.money_part_back"
      : "paid.money";
  return (
    <>
      <Tell
        rows={[
          { name: t("money"), text: t(moneyText, { merchant: page.merchant.name }), isMoney: true },
          { name: t("now"), text: t("paid.now") },
        ]}
      />
      {isBack ? null : (
        <div className="where where-paid print-hidden">
          <MoneyRoute
            label={t("route.label")}
            stops={[
              { name: t("route.card"), text: t("route.charged"), state: "past" },
              { name: providerName(page.provider), text: t("route.took"), state: "here" },
              { name: t("route.seller"), text: t("route.for_seller") },
            ]}
          />
        </div>
      )}
    </>
  );
}

/** Shown only after the provider confirmed the capture to our own query. It prints as the receipt. */
export function PaidPage({ page }: { page: Paid }) {
  const t = useTranslations("pay");
  const next = useTranslations("delivery.next");
  const isBack = isPaidBack(page);
  return (
    <>
      <div className={`payer-stack tone-set-${isBack ? "off" : "paid"}`}>
        <Verdict
          icon={isBack ? "stRefund" : "stPaid"}
          title={t(isBack ? "paid.refunded" : "paid.title")}
          amount={page.amountCharged}
        >
          {page.cardLast4 ? <p className="payer-sub">{`•••• ${page.cardLast4}`}</p> : null}
        </Verdict>
        {page.delivery ? <Held page={page} delivery={page.delivery} /> : <Charged page={page} />}
      </div>
      <div className="payer-stack">
        <Receipt page={page} />
        <div className="payer-actions">
          <a className="payer-button" href={routes.payReceipt(page.token)}>
            <Icon name="download" />
            {t("paid.pdf")}
          </a>
          <PrintButton label={t("paid.print")} />
          <a className="payer-button" href={routes.paySlip(page.token)}>
            <Icon name="print" />
            {t("slip.open")}
          </a>
          {page.refund ? (
            <a className="payer-button" href={routes.payRefund(page.token)}>
              <Icon name="refund" />
              {next("refund")}
            </a>
          ) : null}
          {page.shopUrl ? (
            <a className="payer-button" href={page.shopUrl} rel="noreferrer">
              {t("back_to_shop")}
            </a>
          ) : null}
        </div>
        <p className="payer-quiet">{t("paid.keep")}</p>
      </div>
    </>
  );
}
