"use client";

import { type ReactNode, useEffect, useState } from "react";
import type { CardEntryMode, StoredCardOnPage } from "@/lib/checkout/schemas";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import type { CheckoutState } from "./checkout-answer";
import { CardFields } from "./fields/card-fields";
import { ErrorSummary, errorText } from "./fields/error-summary";
import { PayerFields } from "./fields/payer-fields";
import type { FormTexts } from "./form-texts";
import { PaySum, PlanField, PlanStyle } from "./plans/plan-field";
import { planRows } from "./plans/plan-sums";
import { useInstallments } from "./plans/use-installments";
import { StoredCardsField } from "./stored-cards/stored-cards-field";
import { storedIn, textIn, useCheckout } from "./use-checkout";

export type CheckoutFormProps = {
  token: string;
  /** The provider account the page was shown for; goes back with the form. */
  account: string;
  action: (state: CheckoutState, data: FormData) => Promise<CheckoutState>;
  address: string;
  initial: CheckoutState;
  entry: CardEntryMode;
  mode: "test" | "live";
  amount: string;
  installments: readonly number[];
  payerBearsDifference: boolean;
  locale: MoneyLocale;
  texts: FormTexts;
  /** What stands between the plan and the button, and below the button; and before the plan where nothing is typed. */
  terms: ReactNode;
  steps: ReactNode;
  /** Where a card is typed: the box that asks to keep it. */
  keep: ReactNode;
  storedCards: readonly StoredCardOnPage[];
  assurance: ReactNode;
};

export function CheckoutForm(props: CheckoutFormProps) {
  const { token, account, entry, texts, locale, initial } = props;
  const [chosen, choose] = useState(Number(initial.values.installments) || 1);
  const hasCard = entry !== "redirect";
  const { options, typed } = useInstallments(token, account, hasCard && props.installments.length > 1);
  const price = BigInt(props.amount);
  const facts = { price, counts: props.installments, payerBearsDifference: props.payerBearsDifference };
  const rows = planRows(hasCard ? facts : { ...facts, counts: [1] }, options);
  const shownTotal = (installments: unknown) => {
    const row = rows.find(({ count }) => String(count) === installments);
    return row?.state === "open" ? row.total.toString() : "";
  };
  const { address, action, mode } = props;
  const { form, gone, state, submit, isBusy, onSubmit } = useCheckout({
    token,
    entry,
    mode,
    address,
    action,
    initial,
    shownTotal,
  });
  const { errors } = state;
  useEffect(() => {
    // Chosen or typed before this script ran, or filled in by the browser.
    const digits = form.current ? textIn(form.current, "number").replace(/\D/g, "") : "";
    typed((form.current && storedIn(form.current)) || digits);
  }, [typed, form]);
  const cards = props.storedCards.filter(({ id }) => id !== gone);
  const chooseCard = (id: string) =>
    typed(id !== "" || form.current === null ? id : textIn(form.current, "number").replace(/\D/g, ""));
  const isOpen = rows.some((row) => row.count === chosen && row.state === "open");
  const plan = { rows, price, texts, locale };
  return (
    <form className="payer-stack checkout-form" ref={form} action={submit} onSubmit={onSubmit} noValidate>
      <ErrorSummary errors={errors} texts={texts} />
      {props.steps}
      <PayerFields values={state.values} errors={errors} texts={texts} />
      {hasCard && cards.length > 0 ? (
        <StoredCardsField key={gone} cards={cards} texts={texts} isChosen={gone === ""} choose={chooseCard} />
      ) : null}
      {hasCard ? (
        <div className="new-card">
          <CardFields
            holder={state.values.holder}
            errors={errors}
            texts={texts}
            isSent={entry === "server_card_entry"}
            onDigits={typed}
          />
          {props.keep}
        </div>
      ) : null}
      {rows.length > 1 ? (
        <PlanField {...plan} chosen={isOpen ? chosen : 1} choose={choose} errors={errors} />
      ) : (
        <input type="radio" name="installments" id="plan-1" value="1" checked readOnly hidden />
      )}
      {props.terms}
      {errors.acceptTerms ? <p className="plan-note is-bad">{errorText(texts, errors.acceptTerms)}</p> : null}
      <div>
        <button className="payer-button is-go" type="submit" aria-disabled={isBusy || undefined}>
          {isBusy ? texts.words.sending : <PaySum {...plan} />}
        </button>
        {props.assurance}
      </div>
      <input type="hidden" name="account" value={account} />
      <PlanStyle counts={rows.map(({ count }) => count)} />
    </form>
  );
}
