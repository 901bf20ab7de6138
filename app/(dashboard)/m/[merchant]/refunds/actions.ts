"use server";

import { merchantAction } from "@/lib/http/action";
import { approveRefund, rejectRefund } from "@/lib/refunds/decide-refund";

const approve = merchantAction((ctx, input: { id: string; amount: number }) => approveRefund(ctx, input));
const reject = merchantAction((ctx, input: { id: string }) => rejectRefund(ctx, input));

/** The amount is the one the approver typed; the server compares it once more. */
export async function approveRefundAction(slug: string, input: Parameters<typeof approve>[1]) {
  return approve(slug, input);
}

export async function rejectRefundAction(slug: string, id: string) {
  return reject(slug, { id });
}
