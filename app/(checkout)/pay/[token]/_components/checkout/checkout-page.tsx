import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";
import type { CheckoutPage as Page } from "@/lib/checkout/schemas";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { providerName, telephone } from "../pay-frame";
import type { CheckoutState } from "./checkout-answer";
import { CheckoutForm, type CheckoutFormProps } from "./checkout-form";
import { useFormTexts } from "./form-texts";
import { SellerTexts } from "./seller-texts";
import { type CardNotice, CardNoticeLine, ForgetForms, KeepCard } from "./stored-cards/keep-card";
import { Summary } from "./summary";

type CheckoutPageProps = {
  page: Page & { mode: "test" | "live" };
  action: CheckoutFormProps["action"];
  address: string;
  cardNotice?: CardNotice | undefined;
};

const firstState = ({ customer }: Page): CheckoutState => ({
  errors: {},
  values: {
    name: customer.name ?? "",
    email: customer.email ?? "",
    phone: customer.phone ?? "",
    holder: "",
    installments: "1",
    acceptTerms: "",
  },
});

/** What will happen, in order; the host is named before the payer meets it. */
function Steps({ page }: { page: Page }) {
  const t = useTranslations("checkout.steps");
  return (
    <section aria-labelledby="how">
      <h2 className="payer-h2" id="how">
        {t("how")}
      </h2>
      <ol className="payer-steps">
        <li className="is-here">
          <b>{t("go", { provider: providerName(page.provider) })}</b>
          {page.providerHost ? <span>{t("go_note", { host: page.providerHost })}</span> : null}
        </li>
        <li>
          <b>{t("card")}</b>
          <span>{t("card_note")}</span>
        </li>
        <li>
          <b>{t("back")}</b>
          <span>{t("back_note")}</span>
        </li>
      </ol>
    </section>
  );
}

function Assurance({ page }: { page: Page }) {
  const t = useTranslations("checkout.assure");
  const values = { provider: providerName(page.provider), merchant: page.merchant.name };
  return (
    <ul className="payer-assure">
      {page.entry === "redirect" ? null : (
        <li>
          <Icon name="bank" />
          <span>{t("bank")}</span>
        </li>
      )}
      <li>
        <Icon name="payments" />
        <span>{t(page.entry, values)}</span>
      </li>
      <li>
        <Icon name="document" />
        <span>{t("statement", { descriptor: page.merchant.descriptor })}</span>
      </li>
    </ul>
  );
}

/** Only where the browser itself gives the card away; everything else works without script. */
function NeedsScript({ page }: { page: Page }): ReactNode {
  const t = useTranslations("checkout.script");
  return (
    <noscript>
      {/* Hides what cannot work; a style, because the form is there for everybody else. */}
      <style>{".checkout-form{display:none}"}</style>
      <div className="payer-stack">
        <p className="payer-notice">
          <Icon name="alert" />
          <span>{t("needed", { provider: providerName(page.provider) })}</span>
        </p>
        <div className="payer-actions">
          <a className="payer-button" href={routes.pay(page.token)}>
            <Icon name="refresh" />
            {t("again")}
          </a>
          {page.merchant.phone ? (
            <a className="payer-button" href={telephone(page.merchant.phone)}>
              {t("call", { merchant: page.merchant.name })}
            </a>
          ) : null}
        </div>
      </div>
    </noscript>
  );
}

/** Our own checkout, in the three ways a card can reach the provider (architecture decision 14). */
export function CheckoutPage({ page, action, address, cardNotice }: CheckoutPageProps) {
  const locale = useLocale() as MoneyLocale;
  const texts = useFormTexts(page.isHold);
  return (
    <>
      <Summary page={page} />
      <div className="payer-stack">
        {page.entry === "browser_token" ? <NeedsScript page={page} /> : null}
        <CardNoticeLine notice={cardNotice} />
        <ForgetForms page={page} />
        <CheckoutForm
          token={page.token}
          account={page.account}
          action={action}
          address={`${address}#hata`}
          initial={firstState(page)}
          entry={page.entry}
          mode={page.mode}
          amount={page.amount}
          installments={page.installments}
          payerBearsDifference={page.payerBearsDifference}
          locale={locale}
          texts={texts}
          steps={page.entry === "redirect" ? <Steps page={page} /> : null}
          storedCards={page.storedCards}
          keep={page.entry === "redirect" ? null : <KeepCard page={page} />}
          terms={<SellerTexts texts={page.texts} isAccepted={false} isWrong={false} />}
          assurance={<Assurance page={page} />}
        />
      </div>
    </>
  );
}
