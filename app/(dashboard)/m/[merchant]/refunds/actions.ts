"use server";

import { commandAction } from "@/lib/http/action";
import { approveRefund, rejectRefund } from "@/lib/refunds/decide-refund";

const approve = commandAction("refund.approve", (ctx, input: { id: string; amount: number }) =>
  approveRefund(ctx, input),
);
const reject = commandAction("refund.reject", (ctx, input: { id: string }) => rejectRefund(ctx, input));

/** The amount is the one the approver typed; the server compares it once more. */
export async function approveRefundAction(slug: string, command: string, input: Parameters<typeof approve>[2]) {
  return approve(slug, command, input);
}

export async function rejectRefundAction(slug: string, command: string, id: string) {
  return reject(slug, command, { id });
}
