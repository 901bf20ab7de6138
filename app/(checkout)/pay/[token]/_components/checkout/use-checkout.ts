"use client";

import { type FormEvent, useActionState, useRef, useState } from "react";
import type { CardEntryMode } from "@/lib/checkout/schemas";
import { askGrant, giveCard } from "./card-entry/give-card";
import { type CardRules, type ReadCard, readCard } from "./card-entry/read-card";
import type { CheckoutAnswer, CheckoutState, FieldErrors } from "./checkout-answer";
import { fieldId } from "./fields/input-field";

/** What the button says for a plan, minor units as text; empty where it says the price alone. */
type ShownTotal = (installments: unknown) => string;

type Checkout = {
  token: string;
  entry: CardEntryMode;
  mode: CardRules["mode"];
  /** Where the form goes without script, and the action that takes it there. */
  address: string;
  action: (state: CheckoutState, data: FormData) => Promise<CheckoutState>;
  initial: CheckoutState;
  shownTotal: ShownTotal;
};

/** Text of a field by its anchor: a card's fields have no name where the card is not sent to us. */
export const textIn = (form: HTMLFormElement, field: string): string =>
  form.querySelector<HTMLInputElement>(`#${fieldId(field)}`)?.value ?? "";

function readCardOf(form: HTMLFormElement, mode: CardRules["mode"]): ReadCard {
  const today = new Date();
  const texts = {
    holder: textIn(form, "holder"),
    number: textIn(form, "number"),
    expiry: textIn(form, "expiry"),
    code: textIn(form, "code"),
  };
  return readCard(texts, { now: { month: today.getMonth() + 1, year: today.getFullYear() }, mode });
}

/** Number and code are typed anew after our server saw them; the rest of the form stays. */
function forgetCard(form: HTMLFormElement): void {
  for (const field of ["number", "code"]) {
    const input = form.querySelector<HTMLInputElement>(`#${fieldId(field)}`);
    if (input) input.value = "";
  }
}

/** The kept card that is chosen; empty where a card is typed. */
export const storedIn = (form: HTMLFormElement): string =>
  form.querySelector<HTMLInputElement>('input[name="storedCard"]:checked')?.value ?? "";

/** What the page itself can tell is wrong, in the order of the form, before anything leaves the browser. */
function ownFindings(form: HTMLFormElement, { entry, mode }: Checkout): FieldErrors {
  const terms = form.querySelector<HTMLInputElement>(`#${fieldId("acceptTerms")}`);
  const read = entry === "redirect" || storedIn(form) !== "" ? undefined : readCardOf(form, mode);
  return {
    ...(textIn(form, "name").trim() === "" ? { name: "missing" } : {}),
    ...(read?.kind === "invalid" ? read.errors : {}),
    ...(terms && !terms.checked ? { acceptTerms: "terms" } : {}),
  };
}

/** The card goes to the provider, its token into our form; errors otherwise. */
async function exchangeCard(form: HTMLFormElement, { token, mode }: Checkout, data: FormData): Promise<FieldErrors> {
  const read = readCardOf(form, mode);
  if (read.kind === "invalid") return read.errors;
  const bin = read.card.number.slice(0, 8);
  const plan = { installments: String(data.get("installments") ?? "1"), bin, saveCard: data.get("saveCard") === "on" };
  const grant = await askGrant(token, String(data.get("account") ?? ""), plan);
  const given = await giveCard(grant, read.card);
  if (given === undefined) return { entry: "entry_failed" };
  data.set("bin", bin);
  for (const [name, value] of Object.entries(given)) data.set(name, value);
  return {};
}

/** What the form says of the card: a kept one's id, our own fields, or the token the provider gave for it. */
async function fillInCard(form: HTMLFormElement, checkout: Checkout, data: FormData): Promise<FieldErrors> {
  if (storedIn(form) !== "") {
    // Typed before a kept card was chosen: it is not sent.
    for (const field of ["holder", "number", "expiry", "code", "saveCard"]) data.delete(field);
    return {};
  }
  if (checkout.entry !== "browser_token") return {};
  return exchangeCard(form, checkout, data).catch(() => ({ entry: "entry_failed" }));
}

async function send(token: string, data: FormData): Promise<CheckoutAnswer> {
  const response = await fetch(`/pay/${encodeURIComponent(token)}/start`, { method: "POST", body: data });
  if (!response.ok) throw new Error(`the form was answered ${response.status}`);
  return (await response.json()) as CheckoutAnswer;
}

/** Works without script up to the provider, except where the browser itself has to give the card away. */
export function useCheckout(checkout: Checkout) {
  const { token, entry, address, action, initial, shownTotal } = checkout;
  const [state, submit] = useActionState(action, initial, address);
  const [answered, setAnswered] = useState<CheckoutState>();
  const [isBusy, setBusy] = useState(false);
  const [gone, setGone] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const shown = answered ?? state;
  const setErrors = (errors: FieldErrors) => setAnswered({ values: shown.values, errors });

  const pay = async (element: HTMLFormElement) => {
    const data = new FormData(element);
    data.set("total", shownTotal(data.get("installments")));
    const stored = storedIn(element);
    const errors = await fillInCard(element, checkout, data);
    if (Object.keys(errors).length > 0) return setErrors(errors);
    const answer = await send(token, data);
    if (answer.kind === "invalid") {
      setAnswered(answer.state);
      if (answer.state.errors.storedCard === "card_gone") setGone(stored);
      if (entry === "server_card_entry") forgetCard(element);
      return;
    }
    // A whole new document: going back from the bank asks our server again what the page may offer.
    window.location.assign(answer.path);
    return "leaving" as const;
  };

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const element = event.currentTarget;
    const findings = ownFindings(element, checkout);
    setErrors(findings);
    if (Object.keys(findings).length > 0) return;
    setBusy(true);
    // No answer: the payment may have started, and only this page's own address knows.
    const outcome = await pay(element).catch(() => window.location.reload());
    if (outcome !== "leaving") setBusy(false);
  };
  return { form, gone, state: shown, submit, isBusy, onSubmit };
}
