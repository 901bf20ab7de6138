"use server";

import { capturePayment, voidAuthorisation } from "@/lib/captures/request-capture";
import { merchantAction } from "@/lib/http/action";

const capture = merchantAction((ctx, input: { payment_id: string; amount: number; command_id: string }) =>
  capturePayment(ctx, input),
);
const release = merchantAction((ctx, input: { payment_id: string; command_id: string }) =>
  voidAuthorisation(ctx, input),
);

/** Asks for a held amount to be taken; the answer is the payment as it stands, still held until the provider confirms. */
export async function capturePaymentAction(slug: string, input: Parameters<typeof capture>[1]) {
  return capture(slug, input);
}

export async function voidAuthorisationAction(slug: string, input: Parameters<typeof release>[1]) {
  return release(slug, input);
}
