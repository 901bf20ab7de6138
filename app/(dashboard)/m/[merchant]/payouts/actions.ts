"use server";

import { commandAction } from "@/lib/http/action";
import { approvePayouts, markPayoutFailed, markPayoutPaid, withdrawPayout } from "@/lib/payouts/decide-payouts";
import { exportPayouts } from "@/lib/payouts/export-payouts";
import { requestPayouts } from "@/lib/payouts/request-payouts";

type Mark = { id: string; outcome: "paid" | "failed"; reference?: string };

const request = commandAction("payout.request", (ctx, input: { ids: string[]; way: "file" | "provider" }) =>
  requestPayouts(ctx, input),
);
const approve = commandAction("payout.approve", (ctx, input: { ids: string[]; amount: number }) =>
  approvePayouts(ctx, input),
);
const withdraw = commandAction("payout.withdraw", (ctx, input: { id: string }) => withdrawPayout(ctx, input));
const write = commandAction("payout.export", async (ctx, input: { ids: string[] }) => ({
  id: (await exportPayouts(ctx, input)).id,
}));
const mark = commandAction("payout.mark", (ctx, { outcome, ...input }: Mark) =>
  (outcome === "paid" ? markPayoutPaid : markPayoutFailed)(ctx, input),
);

export async function requestPayoutsAction(slug: string, command: string, input: Parameters<typeof request>[2]) {
  return request(slug, command, input);
}

/** The amount is the sum that the approver typed; the server compares it once more. */
export async function approvePayoutsAction(slug: string, command: string, input: Parameters<typeof approve>[2]) {
  return approve(slug, command, input);
}

export async function withdrawPayoutAction(slug: string, command: string, id: string) {
  return withdraw(slug, command, { id });
}

export async function exportPayoutsAction(slug: string, command: string, ids: string[]) {
  return write(slug, command, { ids });
}

export async function markPayoutAction(slug: string, command: string, input: Mark) {
  return mark(slug, command, input);
}
