import { defineMachine } from "@/lib/kernel/state-machine";

export const CHECKOUT_STATUSES = ["open", "processing", "complete", "expired"] as const;
export type CheckoutStatus = (typeof CHECKOUT_STATUSES)[number];

/** Opens again when a try took no money. Late money is real money: an expired checkout may still become complete. */
export const checkoutMachine = defineMachine<CheckoutStatus>("checkout", {
  open: ["processing", "expired"],
  processing: ["open", "complete", "expired"],
  complete: [],
  expired: ["complete"],
});

/** Plans that a payer may choose from: 1 and every count up to the merchant's bound. */
export function plansUpTo(max: number): number[] {
  return Array.from({ length: max }, (_unused, index) => index + 1);
}
