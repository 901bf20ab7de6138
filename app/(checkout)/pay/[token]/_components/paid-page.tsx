import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "@/app/_components/money";
import { dayAndMinute } from "@/app/_lib/time-format";
import type { PayPage } from "@/lib/checkout/schemas";
import { MoneyRoute } from "./parts/money-route";
import { PrintButton } from "./parts/print-button";
import { Tell } from "./parts/tell";
import { Verdict } from "./parts/verdict";
import { providerName } from "./pay-frame";

type Paid = Extract<PayPage, { kind: "paid" }>;

function Line({
  name,
  note,
  isSum,
  children,
}: {
  name: string;
  note?: string | undefined;
  isSum?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={isSum ? "is-sum" : undefined}>
      <dt>{name}</dt>
      <dd>
        {children}
        {note ? <small>{note}</small> : null}
      </dd>
    </div>
  );
}

function Receipt({ page }: { page: Paid }) {
  const t = useTranslations("pay.paid");
  const locale = useLocale();
  const difference = BigInt(page.amountCharged) - BigInt(page.amount);
  const installments = page.installments > 1 ? t("installments", { count: page.installments }) : t("single");
  return (
    <section aria-labelledby="receipt">
      <h2 className="payer-h2" id="receipt">
        {t("receipt")}
      </h2>
      <dl className="receipt">
        <Line name={t("number")}>
          <span className="mono">{page.reference}</span>
        </Line>
        <Line name={t("date")} note={t("zone")}>
          {dayAndMinute(page.paidAt, locale)}
        </Line>
        {page.note ? <Line name={t("description")}>{page.note}</Line> : null}
        {page.cardLast4 ? (
          <Line name={t("card")} note={`•••• ${page.cardLast4}`}>
            {page.cardBank ?? ""}
          </Line>
        ) : null}
        <Line name={t("statement")}>{page.merchant.descriptor}</Line>
        {difference === 0n ? null : (
          <>
            <Line name={t("asked")}>
              <Money minorUnits={page.amount} />
            </Line>
            <Line name={t(difference > 0n ? "difference" : "not_taken")}>
              <Money minorUnits={difference} />
            </Line>
          </>
        )}
        <Line name={t("total")} note={installments} isSum>
          <Money minorUnits={page.amountCharged} />
        </Line>
        {BigInt(page.amountRefunded) > 0n ? (
          <Line name={t("refunded")} note={t("refunded_note")}>
            <Money minorUnits={page.amountRefunded} />
          </Line>
        ) : null}
      </dl>
    </section>
  );
}

/** Shown only after the provider confirmed the capture to our own query. It prints as the receipt. */
export function PaidPage({ page }: { page: Paid }) {
  const t = useTranslations("pay");
  const back = BigInt(page.amountRefunded);
  const isBack = back >= BigInt(page.amountCharged);
  const moneyText = isBack ? "paid.money_back" : back > 0n ? "paid.money_part_back" : "paid.money";
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
      </div>
      <div className="payer-stack">
        <Receipt page={page} />
        <div className="payer-actions">
          <PrintButton label={t("paid.print")} />
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
