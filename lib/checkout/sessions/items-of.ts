import type { SoldItem } from "@/lib/checkout/schemas";
import type { CheckoutRecord } from "./repository";

/** What a checkout sells, as a payer's page and receipt show it. */
export function itemsOf({ items }: Pick<CheckoutRecord, "items">): SoldItem[] {
  return (items as { name: string; quantity: number; unit_amount: number }[]).map((item) => ({
    name: item.name,
    quantity: item.quantity,
    unitAmount: item.unit_amount.toString(),
  }));
}
