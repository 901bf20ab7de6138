import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { dayAndMinute } from "@/app/_lib/time-format";
import type { CheckoutPage } from "@/lib/checkout/schemas";
import { HeldTerms } from "../delivery/held-terms";
import { MoneyRoute } from "../parts/money-route";
import { providerName } from "../pay-frame";
import { LastFailure } from "./last-failure";

/** Above this many lines the table is folded on a phone. */
const FOLD_ABOVE = 3;

function Items({ items, amount }: Pick<CheckoutPage, "items" | "amount">) {
  const t = useTranslations("checkout.items");
  return (
    <details className="payer-items" open={items.length <= FOLD_ABOVE}>
      <summary>
        {t("count", { count: items.length })}
        <Icon name="down" />
      </summary>
      <table className="payer-lines">
        <caption className="sr-only">{t("caption")}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t("item")}</th>
            <th scope="col">{t("amount")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id and never change place.
            <tr key={index}>
              <th scope="row">
                {item.name}
                {item.quantity === 1 ? null : (
                  <small>
                    {item.quantity} × <Money minorUnits={item.unitAmount} />
                  </small>
                )}
              </th>
              <td>
                <Money minorUnits={BigInt(item.unitAmount) * BigInt(item.quantity)} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("total")}</th>
            <td>
              <Money minorUnits={amount} />
            </td>
          </tr>
        </tfoot>
      </table>
    </details>
  );
}

function Hold({ provider }: { provider: string }) {
  const t = useTranslations("checkout.hold");
  const route = useTranslations("pay.route");
  return (
    <section className="where" aria-labelledby="hold">
      <h2 className="where-title" id="hold">
        {t("title")}
      </h2>
      <p className="where-text">{t("text")}</p>
      <MoneyRoute
        label={route("label")}
        stops={[
          { name: route("card"), text: t("card") },
          { name: providerName(provider), text: t("provider") },
          { name: route("seller"), text: t("seller") },
        ]}
      />
    </section>
  );
}

/** What is asked, for what, until when; before anything is typed. */
export function Summary({ page }: { page: CheckoutPage }) {
  const t = useTranslations("checkout");
  const offer = useTranslations("pay.offer");
  const locale = useLocale();
  const facts = [
    page.referenceNo ? offer("order", { reference: page.referenceNo }) : "",
    offer("until", { time: dayAndMinute(page.expiresAt, locale) }),
  ];
  return (
    <section className="payer-stack payer-summary" aria-label={offer("summary")}>
      <div>
        <h1 className="payer-label">{t("title")}</h1>
        <p className="payer-amount">
          <Money minorUnits={page.amount} />
        </p>
        {page.description ? <p className="payer-sub">{page.description}</p> : null}
        <p className="payer-quiet">{facts.filter(Boolean).join(" · ")}</p>
      </div>
      {page.lastFailure ? <LastFailure failure={page.lastFailure} provider={page.provider} /> : null}
      {page.items.length > 0 ? <Items items={page.items} amount={page.amount} /> : null}
      {page.held ? <HeldTerms terms={page.held} provider={page.provider} /> : null}
      {page.isHold ? <Hold provider={page.provider} /> : null}
    </section>
  );
}
