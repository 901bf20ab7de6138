import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { exactTime } from "@/app/_lib/time-format";
import type { DeliveryStage, PayDelivery } from "@/lib/checkout/delivery/delivery-page";
import { formatMoney } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { MoneyRoute } from "../parts/money-route";
import { providerName } from "../pay-frame";
import type { Paid } from "../receipt/receipt-lines";

/** Where the filled dot stands. */
const HERE: Record<DeliveryStage, "card" | "provider" | "seller"> = {
  waiting: "provider",
  sent: "provider",
  arrived: "provider",
  confirmed: "provider",
  disputed: "provider",
  charged_back: "provider",
  returning: "provider",
  leaving: "provider",
  released: "seller",
  mixed: "seller",
  returned: "card",
};

const LOOK: Partial<Record<DeliveryStage, string>> = {
  released: "where-paid",
  mixed: "where-paid",
  returning: "where-refund",
  returned: "where-refund",
};

/** The held money of a paid page: where it is and what it waits for, never more certain than our own records. */
export function WhereHeld({ page, delivery }: { page: Paid; delivery: PayDelivery }) {
  const t = useTranslations("delivery");
  const route = useTranslations("pay.route");
  const locale = useLocale() as MoneyLocale;
  const { stage } = delivery;
  const money = (minorUnits: string) => formatMoney(BigInt(minorUnits), "TRY", locale);
  const values = {
    at: t(`at.${page.provider}`),
    merchant: page.merchant.name,
    released: money(delivery.amountReleased),
    returned: money(delivery.amountReturned),
  };
  const here = HERE[stage];
  const state = (stop: "card" | "provider" | "seller") =>
    stop === here ? { state: "here" as const } : stop === "card" || here === "seller" ? { state: "past" as const } : {};
  return (
    <section className={`where ${LOOK[stage] ?? "where-held"}`} aria-labelledby="where">
      <h2 className="where-title" id="where">
        <Icon name="lock" />
        {t(`stage.${stage}.title`, values)}
      </h2>
      <p className="where-text">{t(`stage.${stage}.text`, values)}</p>
      <MoneyRoute
        label={route("label")}
        stops={[
          { name: route("card"), text: exactTime(page.paidAt, locale).day, ...state("card") },
          { name: providerName(page.provider), text: t(`stage.${stage}.provider`), ...state("provider") },
          { name: route("seller"), text: t(`stage.${stage}.seller`), ...state("seller") },
        ]}
      />
    </section>
  );
}
