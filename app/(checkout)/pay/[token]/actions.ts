"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { routes } from "@/app/_lib/routes";
import { PAYER_COOKIE_SECONDS } from "@/lib/checkout/payer-cookie";
import { type CheckoutForm, startCheckoutPayment } from "@/lib/checkout/start-payment";
import { callerAddress } from "@/lib/http/caller-address";
import { systemClock } from "@/lib/kernel/clock";
import type { CheckoutState } from "./_components/checkout/checkout-form";

const FIELDS = [
  ...["name", "email", "phone", "holder", "number", "expiry", "code", "installments"],
  ...["cardToken", "cardSession", "bin", "acceptTerms", "account", "total"],
] as const;

/** Text fields only; a file where a text belongs is nothing. */
function readForm(data: FormData): CheckoutForm {
  const text = (field: string) => {
    const value = data.get(field);
    return typeof value === "string" ? value : "";
  };
  return Object.fromEntries(FIELDS.map((field) => [field, text(field)])) as CheckoutForm;
}

/** Everything but the card: number, code, date and token never travel back. */
function keptValues(form: CheckoutForm): CheckoutState["values"] {
  const { name, email, phone, holder, installments, acceptTerms } = form;
  return { name, email, phone, holder, installments, acceptTerms };
}

/**
 * "Pay": the payer goes on to their own page, from where a GET leads to the bank; or the page again with what is wrong.
 * With script the browser is told where to go and loads a whole document; without, the answer is 303.
 */
export async function payAction(token: string, _before: CheckoutState, data: FormData): Promise<CheckoutState> {
  const form = readForm(data);
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const result = await startCheckoutPayment({
    token,
    form,
    cookie: (name) => jar.get(name)?.value,
    address: callerAddress(head),
    clock: systemClock,
  });
  if (result.kind === "invalid") {
    const errors = Object.entries(result.errors).map(([field, code]) => [field, code] as const);
    return { errors: Object.fromEntries(errors), values: keptValues(form) };
  }
  const path = result.kind === "started" ? result.path : routes.pay(token);
  if (result.kind === "started") {
    const secure = head.get("x-forwarded-proto") === "https";
    const { name, value } = result.cookie;
    jar.set(name, value, { path: "/", maxAge: PAYER_COOKIE_SECONDS, httpOnly: true, sameSite: "lax", secure });
  }
  if (data.get("script") !== "1") redirect(path);
  return { errors: {}, values: keptValues(form), go: path };
}
