"use client";

import { type FormEvent, type ReactNode, startTransition, useActionState, useEffect, useRef, useState } from "react";
import type { CardEntryMode } from "@/lib/checkout/schemas";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { askGrant, giveCard } from "./card-entry/give-card";
import { readCard } from "./card-entry/read-card";
import { CardFields } from "./card-fields";
import { ErrorSummary, errorText, type FieldErrors } from "./error-summary";
import type { FormTexts } from "./form-texts";
import { fieldId } from "./input-field";
import { PayerFields } from "./payer-fields";
import { PaySum, PlanField, PlanStyle } from "./plan-field";
import { planRows } from "./plan-sums";
import { useInstallments } from "./use-installments";

/** What the server gives back: never the number or the code of a card. `go` is where a page with script goes on. */
export type CheckoutState = {
  errors: FieldErrors;
  values: { name: string; email: string; phone: string; holder: string; installments: string; acceptTerms: string };
  go?: string;
};

export type CheckoutFormProps = {
  token: string;
  /** The provider account the page was shown for; goes back with the form. */
  account: string;
  action: (state: CheckoutState, data: FormData) => Promise<CheckoutState>;
  address: string;
  initial: CheckoutState;
  entry: CardEntryMode;
  amount: string;
  installments: readonly number[];
  payerBearsDifference: boolean;
  locale: MoneyLocale;
  texts: FormTexts;
  /** What stands between the plan and the button, and below the button; and before the plan where nothing is typed. */
  terms: ReactNode;
  steps: ReactNode;
  assurance: ReactNode;
};

/** Number and code are typed anew after our server saw them; the rest of the form stays. */
function forgetCard(form: HTMLFormElement | null): void {
  for (const field of ["number", "code"]) {
    const input = form?.querySelector<HTMLInputElement>(`#${fieldId(field)}`);
    if (input) input.value = "";
  }
}

const textIn = (form: HTMLFormElement, field: string): string =>
  form.querySelector<HTMLInputElement>(`#${fieldId(field)}`)?.value ?? "";

function readCardOf(form: HTMLFormElement) {
  const today = new Date();
  const texts = {
    holder: textIn(form, "holder"),
    number: textIn(form, "number"),
    expiry: textIn(form, "expiry"),
    code: textIn(form, "code"),
  };
  return readCard(texts, { month: today.getMonth() + 1, year: today.getFullYear() });
}

/** What the page itself can tell is wrong, in the order of the form, before anything leaves the browser. */
function ownFindings(form: HTMLFormElement, entry: CardEntryMode): FieldErrors {
  const terms = form.querySelector<HTMLInputElement>(`#${fieldId("acceptTerms")}`);
  const read = entry === "redirect" ? undefined : readCardOf(form);
  return {
    ...(textIn(form, "name").trim() === "" ? { name: "missing" } : {}),
    ...(read?.kind === "invalid" ? read.errors : {}),
    ...(terms && !terms.checked ? { acceptTerms: "terms" } : {}),
  };
}

/** The card goes to the provider, its token into our form; errors otherwise. */
async function exchangeCard(form: HTMLFormElement, token: string, data: FormData): Promise<FieldErrors | undefined> {
  const read = readCardOf(form);
  if (read.kind === "invalid") return read.errors;
  const bin = read.card.number.slice(0, 8);
  const failed = { entry: "entry_failed" };
  try {
    const plan = { installments: String(data.get("installments") ?? "1"), bin };
    const grant = await askGrant(token, String(data.get("account") ?? ""), plan);
    const given = await giveCard(grant, read.card);
    if (given === undefined) return failed;
    data.set("bin", bin);
    data.set("cardToken", given.cardToken);
    data.set("cardSession", given.cardSession);
    return undefined;
  } catch {
    return failed;
  }
}

/** What the button says for a plan, minor units as text; empty where it says the price alone. */
type ShownTotal = (installments: unknown) => string;

/** Works without script up to the provider, except where the browser itself has to give the card away. */
function useCheckout({ token, action, address, initial, entry }: CheckoutFormProps, shownTotal: ShownTotal) {
  const [state, submit, isPending] = useActionState(action, initial, address);
  const [ownErrors, setOwnErrors] = useState<FieldErrors>();
  const [isGiving, setGiving] = useState(false);
  const isBusy = isPending || isGiving || state.go !== undefined;

  useEffect(() => {
    // A whole new document: going back from the bank asks our server again what the page may offer.
    if (state.go !== undefined) window.location.assign(state.go);
  }, [state.go]);

  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state !== initial && state.go === undefined && entry === "server_card_entry") forgetCard(form.current);
  }, [state, initial, entry]);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const findings = ownFindings(event.currentTarget, entry);
    setOwnErrors(Object.keys(findings).length > 0 ? findings : undefined);
    if (Object.keys(findings).length > 0) return;
    const data = new FormData(event.currentTarget);
    data.set("script", "1");
    data.set("total", shownTotal(data.get("installments")));
    if (entry === "browser_token") {
      setGiving(true);
      const errors = await exchangeCard(event.currentTarget, token, data);
      setGiving(false);
      setOwnErrors(errors);
      if (errors) return;
    }
    startTransition(() => submit(data));
  };
  return { form, state, submit, isBusy, onSubmit, errors: ownErrors ?? state.errors };
}

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
  const { form, state, submit, isBusy, onSubmit, errors } = useCheckout(props, shownTotal);
  useEffect(() => {
    // Typed before this script ran, or filled in by the browser.
    typed(form.current ? textIn(form.current, "number").replace(/\D/g, "") : "");
  }, [typed, form]);
  const isOpen = rows.some((row) => row.count === chosen && row.state === "open");
  const plan = { rows, price, texts, locale };
  return (
    <form className="payer-stack checkout-form" ref={form} action={submit} onSubmit={onSubmit} noValidate>
      <ErrorSummary errors={errors} texts={texts} />
      {props.steps}
      <PayerFields values={state.values} errors={errors} texts={texts} />
      {hasCard ? (
        <CardFields
          holder={state.values.holder}
          errors={errors}
          texts={texts}
          isSent={entry === "server_card_entry"}
          onDigits={typed}
        />
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
