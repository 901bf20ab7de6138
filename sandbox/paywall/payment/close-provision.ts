import { announcePayment } from "../callbacks/general";
import { refuse } from "../protocol/refusal";
import type { PaywallPayment } from "../records";
import type { PaywallCall, PaywallServiceAnswer } from "../service";
import { addActivity } from "./open-payment";

/** The payment a command names by the merchant's own code. */
export function namedPayment({ world, account, body }: PaywallCall): PaywallPayment {
  const code = body.requiredText("MerchantUniqueCode", "merchant_code", 250);
  const payment = world.truth.get("pwPayment", `${account.name} ${code}`);
  if (payment === undefined) throw refuse("not_found", "Ödeme bulunamadı");
  return payment;
}

function heldPayment(call: PaywallCall): PaywallPayment {
  const payment = namedPayment(call);
  if (payment.status !== 3) throw refuse("concluded", "Ödeme provizyonda değil");
  return payment;
}

/** `POST payment/provision` and its old name `end3d`: null or 0 takes all that is held, more than that is refused. */
export function closeProvision(call: PaywallCall): PaywallServiceAnswer {
  call.body.expectOnly("MerchantUniqueCode Date ProvisionAmount");
  const payment = heldPayment(call);
  const wanted = call.body.money("ProvisionAmount") ?? 0n;
  if (wanted > payment.amount) throw refuse("amount_above", "Tutar provizyonun üzerinde");
  const amount = wanted === 0n ? payment.amount : wanted;
  const sale = { type: 1, amount, succeeded: true, at: call.world.clock.now() };
  const change = { status: 4, succeeded: true, activityAmount: amount, amount, movements: [sale] };
  announcePayment(call.world, addActivity(call.world, payment, change));
  return { body: "" };
}

/** `POST payment/provision/cancel`. */
export function cancelProvision(call: PaywallCall): PaywallServiceAnswer {
  call.body.expectOnly("MerchantUniqueCode Date");
  addActivity(call.world, heldPayment(call), { status: 12, anyCancel: true });
  return { body: "" };
}
