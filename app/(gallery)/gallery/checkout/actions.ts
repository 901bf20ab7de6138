"use server";

import type { CheckoutState } from "@/app/(checkout)/pay/[token]/_components/checkout/checkout-answer";

/** What the form looks like when the server found something wrong. */
export async function refuseEverything(_state: CheckoutState, data: FormData): Promise<CheckoutState> {
  const text = (field: string) => String(data.get(field) ?? "");
  return {
    errors: { number: "card_number", expiry: "expiry_past" },
    values: {
      name: text("name"),
      email: text("email"),
      phone: text("phone"),
      holder: text("holder"),
      installments: text("installments"),
      acceptTerms: text("acceptTerms"),
    },
  };
}
