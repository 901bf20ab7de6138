import { useLocale, useTranslations } from "next-intl";
import { ChargeAnatomy } from "@/app/_components/charge-anatomy";
import { Icon } from "@/app/_components/icons";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { PaymentDto } from "@/lib/payments/schemas";

/** Where the money is: the breakdown once it was charged, otherwise plain words. Open is never called failed. */
export function MoneySection({ payment }: { payment: PaymentDto }) {
  const t = useTranslations("payment");
  const locale = useLocale() as MoneyLocale;
  if (payment.amount_charged !== null && payment.net !== null) {
    return (
      <section className="panel panel-body mb-4" aria-label={t("anatomy_title")}>
        <ChargeAnatomy
          anatomy={{
            requested: payment.amount_requested,
            installmentDifference: payment.installment_difference ?? 0,
            commissionAdded: payment.commission_added ?? 0,
            charged: payment.amount_charged,
            commission: payment.commission ?? 0,
            tax: payment.commission_tax ?? 0,
            net: payment.net,
            installments: payment.installments,
          }}
        />
        <p className="hint mt-3">{t("anatomy.source")}</p>
      </section>
    );
  }
  if (payment.status === "authorised") {
    return (
      <div className="note mb-4">
        <Icon name="info" />
        <p>{t("held_money", { amount: formatMoney(BigInt(payment.amount_authorised ?? 0), "TRY", locale) })}</p>
      </div>
    );
  }
  if (!payment.is_final) {
    return (
      <div className="note note-wait mb-4">
        <Icon name="stWait" />
        <p>{t("open_money")}</p>
      </div>
    );
  }
  return (
    <div className="note mb-4">
      <Icon name="info" />
      <p>{t("not_charged", { amount: formatMoney(BigInt(payment.amount_requested), "TRY", locale) })}</p>
    </div>
  );
}
