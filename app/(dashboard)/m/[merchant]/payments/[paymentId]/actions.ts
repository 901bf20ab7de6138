"use server";

import { commandAction } from "@/lib/http/action";
import { withdrawRefund } from "@/lib/refunds/decide-refund";
import { requestRefund, voidPayment } from "@/lib/refunds/request-refund";

const request = commandAction("refund.request", (ctx, input: { payment_id: string; amount: number; reason: string }) =>
  requestRefund(ctx, input),
);
const cancel = commandAction("payment.void", (ctx, input: { payment_id: string; reason: string }) =>
  voidPayment(ctx, input),
);
const withdraw = commandAction("refund.withdraw", (ctx, input: { id: string }) => withdrawRefund(ctx, input));

/** Reserves the amount; the answer is the refund as it stands, never a promise that money went back. */
export async function requestRefundAction(slug: string, command: string, input: Parameters<typeof request>[2]) {
  return request(slug, command, input);
}

export async function voidPaymentAction(slug: string, command: string, input: Parameters<typeof cancel>[2]) {
  return cancel(slug, command, input);
}

export async function withdrawRefundAction(slug: string, command: string, id: string) {
  return withdraw(slug, command, { id });
}
