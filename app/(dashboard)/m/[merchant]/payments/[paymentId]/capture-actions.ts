"use server";

import { capturePayment, voidAuthorisation } from "@/lib/captures/request-capture";
import { commandAction } from "@/lib/http/action";

const capture = commandAction("capture", (ctx, input: { payment_id: string; amount: number }) =>
  capturePayment(ctx, input),
);
const release = commandAction("void authorisation", (ctx, input: { payment_id: string }) =>
  voidAuthorisation(ctx, input),
);

/** Asks for a held amount to be taken; the answer is the payment as it stands, still held until the provider confirms. */
export async function capturePaymentAction(slug: string, command: string, input: Parameters<typeof capture>[2]) {
  return capture(slug, command, input);
}

export async function voidAuthorisationAction(slug: string, command: string, input: Parameters<typeof release>[2]) {
  return release(slug, command, input);
}
