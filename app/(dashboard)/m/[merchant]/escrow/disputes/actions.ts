"use server";

import { assignDispute } from "@/lib/escrow/disputes/assign";
import { openChargeback, settleChargeback } from "@/lib/escrow/disputes/chargeback";
import { commandAction } from "@/lib/http/action";

/** Amount in minor units, absent for all that is left; the deadline an instant. */
export type ChargebackWish = {
  payment_id: string;
  amount?: number;
  reason: string;
  provider_reference?: string;
  deadline_at?: string;
};
export type SettleWish = { id: string; outcome: "won" | "lost"; note?: string };
export type AssignWish = { id: string; owner_id: string | null; deadline_at: string | null };

const open = commandAction("dispute.open-chargeback", async (ctx, input: ChargebackWish) => ({
  id: (await openChargeback(ctx, input)).id,
}));
const settle = commandAction("dispute.settle-chargeback", async (ctx, input: SettleWish) => ({
  id: (await settleChargeback(ctx, input)).id,
}));
const assign = commandAction("dispute.assign", async (ctx, input: AssignWish) => ({
  id: (await assignDispute(ctx, input)).id,
}));

export const openChargebackAction = async (slug: string, id: string, input: ChargebackWish) => open(slug, id, input);
export const settleChargebackAction = async (slug: string, id: string, input: SettleWish) => settle(slug, id, input);
export const assignDisputeAction = async (slug: string, id: string, input: AssignWish) => assign(slug, id, input);
