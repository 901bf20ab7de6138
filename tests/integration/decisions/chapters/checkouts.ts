import { openCheckout } from "../../../support/checkout/factories-checkout";
import { ago, type Chapter } from "../asking";

export const checkouts: Chapter = {
  entity: "checkout",
  table: "checkouts",
  asks: {
    close: { command: "close_checkout" },
    "another payer presses pay": {
      command: "start_attempt",
      args: { card_entry: "redirect", charge_by: "provider" },
    },
    "another payer presses pay, too late": {
      command: "start_attempt",
      args: { card_entry: "redirect", charge_by: "provider" },
      force: { expires_at: ago(1) },
    },
  },
  async subject(merchant) {
    const checkout = await openCheckout(merchant);
    return { id: checkout.id, names: { checkout_id: checkout.id, provider_account_id: merchant.accountId } };
  },
};
