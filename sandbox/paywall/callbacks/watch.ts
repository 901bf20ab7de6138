import type { World } from "../../world";
import { paywallAccountNamed } from "../accounts";
import { changePayment } from "../payment/open-payment";
import { localMoment } from "../protocol/dates";
import { hashFields } from "../protocol/hash";
import type { PaywallPayment, PaywallWatch } from "../records";
import { tell } from "./queue";

const MINUTE_MS = 60_000;

/** Runs the watch rules whose minutes are over (docs/providers/paywall.md 3.1). */
export function runDueWatches(world: World): void {
  for (const payment of world.truth.all("pwPayment")) {
    for (const watch of payment.watches) {
      const due = payment.createdAt + watch.minutes * MINUTE_MS <= world.clock.now();
      if (!watch.done && due) runWatch(world, payment.id, watch);
    }
  }
}

/** A payment that hangs in a watched state is found failed at the bank: nobody ever typed the password. */
function runWatch(world: World, id: string, watch: PaywallWatch): void {
  const payment = world.truth.get("pwPayment", id);
  if (payment === undefined) return;
  const last = payment.status;
  const hit = watch.statuses.includes(last);
  const watches = payment.watches.map((entry) => (entry.id === watch.id ? { ...entry, done: true } : entry));
  const next = hit && watch.actionId > 1 && last === 2 ? 7 : last;
  const reason = next === 7 ? { errorCode: "16", errorMessage: "Doğrulama tamamlanmadı" } : {};
  const changed = changePayment(world, payment, { watches, status: next, ...reason });
  if (hit && watch.actionId === 4) {
    tell(world, payment.account, payment.uniqueCode, watch.address, watchBody(changed, watch, last));
  }
}

function watchBody(payment: PaywallPayment, watch: PaywallWatch, last: number): Record<string, unknown> {
  const { system } = paywallAccountNamed(payment.account).hashKeys;
  return {
    PayWatchId: watch.id,
    PaymentId: payment.paymentId,
    MerchantUniqueCode: payment.merchantUniqueCode,
    PaymentLastStatusId: last,
    PaymentNewStatusId: payment.status,
    PaymentStatusChanged: last !== payment.status,
    ProviderRequest: {},
    ProviderResponse: {},
    ProviderHttpStatus: 200,
    PaymentDateTime: localMoment(payment.createdAt),
    ...hashFields(system, "Paywatch", 4, payment.paymentId, payment.merchantUniqueCode),
  };
}
