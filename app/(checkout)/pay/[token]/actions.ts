"use server";

import { redirect } from "next/navigation";
import type { CheckoutState } from "./_components/checkout/checkout-answer";
import { submitForm } from "./submit-form";

/** "Pay" without script: 303 to the payer's own page, from where a GET leads to the bank; or the page with what is wrong. */
export async function payAction(token: string, _before: CheckoutState, data: FormData): Promise<CheckoutState> {
  const answer = await submitForm(token, data);
  if (answer.kind === "go") redirect(answer.path);
  return answer.state;
}
