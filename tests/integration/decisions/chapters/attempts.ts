import { getPayment, listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { CheckoutPayer, openCheckout } from "../../../support/checkout/factories-checkout";
import { makeContext } from "../../../support/context";
import { ago, booked, type Chapter, named, over, silent } from "../asking";

export const attempts: Chapter = {
  entity: "attempt",
  table: "attempts",
  asks: {
    "the browser came back": { command: "record_attempt_return" },
    "claim the charge": { command: "claim_charge" },
    "claim the charge, ours": { command: "claim_charge", force: { charge_by: "'ours'" } },
    ...named(
      "charge",
      over(["refused", "gone", "unknown"], (outcome) => ({
        command: "settle_charge",
        args: { outcome, decline: { code: "51" } },
      })),
    ),
    ...named(
      "start",
      over(["redirected", "failed", "lost"], (outcome) => ({
        command: "settle_start",
        args: { outcome, transaction_id: "xk_other", decline: { code: "51" } },
      })),
    ),
    ...named(
      "absent",
      silent((force) => ({ command: "record_attempt_absence", force: { ...force, started_at: ago(120) } })),
    ),
    ...named(
      "open at the provider",
      silent((force) => ({
        command: "record_attempt_absence",
        args: { answer: "open" },
        force: { ...force, started_at: ago(120) },
      })),
    ),
    ...booked("book_attempt"),
  },
  async subject(merchant) {
    const checkout = await openCheckout(merchant);
    await new CheckoutPayer(checkout).start();
    const owner = makeContext(merchant);
    const [payment] = (await listPayments(owner, PaymentFilter.parse({}))).data;
    const [attempt] = (await getPayment(owner, payment?.id ?? "")).attempts;
    return { id: attempt?.id ?? "", names: { attempt_id: attempt?.id, checkout_id: checkout.id } };
  },
};

/** The merchant bears the commission, and the payer chose the sum on the provider's own page. */
export const attemptsWithoutAnAddedCommission: Chapter = {
  ...attempts,
  asks: booked("book_attempt"),
  async subject(merchant) {
    const subject = await attempts.subject(merchant);
    return {
      ...subject,
      before: `update checkouts set payer_bears_difference = false where merchant_id = '${merchant.id}'`,
    };
  },
};

/** The payer chose sum and instalments on our page. */
export const attemptsOfANamedSum: Chapter = {
  ...attempts,
  asks: booked("book_attempt"),
  always: { amount: "100000", installments: "1" },
};

export const tries: Chapter = {
  entity: "payment",
  table: "payments",
  asks: {
    "the same browser presses pay again": {
      command: "start_attempt",
      args: { card_entry: "server_card_entry", charge_by: "ours" },
    },
  },
  async subject(merchant) {
    const checkout = await openCheckout(merchant);
    await new CheckoutPayer(checkout).start();
    const [payment] = (await listPayments(makeContext(merchant), PaymentFilter.parse({}))).data;
    const id = payment?.id ?? "";
    return {
      id,
      before: `update attempts set status = 'failed', next_check_at = null where merchant_id = '${merchant.id}'`,
      names: { payment_id: id, checkout_id: checkout.id, provider_account_id: merchant.accountId },
    };
  },
};
