import "server-only";
import { cookies, headers } from "next/headers";
import { PAYER_COOKIE_SECONDS } from "@/lib/checkout/payer-cookie";
import { type CheckoutForm, startCheckoutPayment } from "@/lib/checkout/start-payment";
import { CARDS_COOKIE_SECONDS } from "@/lib/checkout/stored-cards/stored-card";
import { callerAddress } from "@/lib/http/caller-address";
import { systemClock } from "@/lib/kernel/clock";
import type { CheckoutAnswer } from "./_components/checkout/checkout-answer";

const FIELDS = [
  ...["name", "email", "phone", "holder", "number", "expiry", "code", "installments"],
  ...["cardToken", "cardSession", "threeDUrl", "bin", "acceptTerms", "account", "total"],
  ...["storedCard", "saveCard"],
] as const;

/** Text fields only; a file where a text belongs is nothing. */
function readFields(data: FormData): CheckoutForm {
  const text = (field: string) => {
    const value = data.get(field);
    return typeof value === "string" ? value : "";
  };
  return Object.fromEntries(FIELDS.map((field) => [field, text(field)])) as CheckoutForm;
}

/**
 * "Pay", with and without script: starts the payment and remembers it in this browser's cookie. Nothing of the card but
 * the name on it is in the answer: number, code, date and token never travel back.
 */
export async function submitForm(token: string, data: FormData): Promise<CheckoutAnswer> {
  const form = readFields(data);
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const result = await startCheckoutPayment({
    token,
    form,
    cookie: (name) => jar.get(name)?.value,
    address: callerAddress(head),
    clock: systemClock,
  });
  const secure = head.get("x-forwarded-proto") === "https";
  const remember = ({ name, value }: { name: string; value: string }, maxAge: number) =>
    jar.set(name, value, { path: "/", maxAge, httpOnly: true, sameSite: "lax", secure });
  if (result.kind === "invalid") {
    if (result.cookie) remember(result.cookie, PAYER_COOKIE_SECONDS);
    const { name, email, phone, holder, installments, acceptTerms } = form;
    const values = { name, email, phone, holder, installments, acceptTerms };
    return { kind: "invalid", state: { errors: result.errors, values } };
  }
  // Refused: the page itself says why.
  if (result.kind === "refused") return { kind: "go", path: `/pay/${encodeURIComponent(token)}` };
  remember(result.cookie, PAYER_COOKIE_SECONDS);
  if (result.cardsCookie) remember(result.cardsCookie, CARDS_COOKIE_SECONDS);
  return { kind: "go", path: result.path as `/pay/${string}` };
}
