"use server";

import { merchantAction } from "@/lib/http/action";
import { withdrawRefund } from "@/lib/refunds/decide-refund";
import { requestRefund, voidPayment } from "@/lib/refunds/request-refund";

const request = merchantAction((ctx, input: { payment_id: string; amount: number; reason: string }) =>
  requestRefund(ctx, input),
);
const cancel = merchantAction((ctx, input: { payment_id: string; reason: string }) => voidPayment(ctx, input));
const withdraw = merchantAction((ctx, input: { id: string }) => withdrawRefund(ctx, input));

/** Reserves the amount; the answer is the refund as it stands, never a promise that money went back. */
export async function requestRefundAction(slug: string, input: Parameters<typeof request>[1]) {
  return request(slug, input);
}

export async function voidPaymentAction(slug: string, input: Parameters<typeof cancel>[1]) {
  return cancel(slug, input);
}

export async function withdrawRefundAction(slug: string, id: string) {
  return withdraw(slug, { id });
}
