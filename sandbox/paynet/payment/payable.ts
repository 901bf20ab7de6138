import type { Paylink } from "../../state/records";

export type Unpayable = "expired" | "passive" | "used";

/** Why a payer cannot start paying this link now; null when he can. */
export function whyUnpayable(paylink: Paylink, now: number): Unpayable | null {
  if (isUsed(paylink)) return "used";
  if (paylink.passive) return "passive";
  return now >= paylink.expiresAt ? "expired" : null;
}

export function isUsed(paylink: Paylink): boolean {
  return paylink.paidXactId !== null && !paylink.multiPayment;
}
