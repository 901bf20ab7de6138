import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import type { PayTerms } from "@/lib/checkout/delivery/delivery-page";
import { MoneyRoute } from "../parts/money-route";
import { providerName } from "../pay-frame";

const HOURS_A_DAY = 24;

export const strong = { b: (text: React.ReactNode) => <strong>{text}</strong> };

/** What the payer agrees to by paying: who waits for whom, until when, and what happens by itself. */
export function HeldTerms({ terms, provider }: { terms: PayTerms; provider: string }) {
  const t = useTranslations("delivery.terms");
  const at = useTranslations("delivery.at");
  const route = useTranslations("pay.route");
  const hours = terms.shipWithinHours;
  const inDays = hours !== null && hours % HOURS_A_DAY === 0;
  const facts: [string, React.ReactNode][] = [
    ...(terms.beneficiary === null ? [] : [[t("beneficiary"), terms.beneficiary] as [string, string]]),
    ...(terms.serial === null
      ? []
      : [
          [
            t("serial"),
            <span key="serial" className="mono">
              {terms.serial}
            </span>,
          ] as [string, React.ReactNode],
        ]),
    ...terms.split.map(({ kind, amount }): [string, React.ReactNode] => [
      t(`kind.${kind}`),
      <Money key={kind} minorUnits={amount} />,
    ]),
  ];
  return (
    <section className="where where-held" aria-labelledby="held">
      <h2 className="where-title" id="held">
        <Icon name="lock" />
        {t("title")}
      </h2>
      <p className="where-text">{t.rich("text", { at: at(provider), ...strong })}</p>
      <p className="where-text">
        {terms.autoReleaseDays === null ? t("never") : t.rich("auto", { days: terms.autoReleaseDays, ...strong })}
      </p>
      {hours === null ? null : (
        <p className="where-text">
          {t.rich(inDays ? "ship_days" : "ship_hours", { count: inDays ? hours / HOURS_A_DAY : hours, ...strong })}
        </p>
      )}
      <MoneyRoute
        label={route("label")}
        stops={[
          { name: route("card"), text: route("not_charged") },
          { name: providerName(provider), text: t("waits") },
          { name: route("seller"), text: t("seller") },
        ]}
      />
      {facts.length === 0 ? null : (
        <dl className="held-facts" aria-label={terms.split.length > 0 ? t("split") : undefined}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
