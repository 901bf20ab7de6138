import type { World } from "../../world";
import { paywallAccountNamed } from "../accounts";
import { giveAllBack } from "../money-back/give-back";
import { changePayment } from "../payment/open-payment";
import { localMoment } from "../protocol/dates";
import { hashFields } from "../protocol/hash";
import type { PaywallPayment, PaywallWatch } from "../records";
import { announcePayment } from "./general";
import { tell } from "./queue";

const MINUTE_MS = 60_000;
/** Without any rule the provider looks by itself, and tells nobody (docs/providers/paywall.md 3.1). */
const OWN_LOOK = { id: 0, statuses: [2], actionId: 2, address: "", minutes: 25, done: false };
const CANCELS = 3;
const CALLS_BACK = 4;

/** Runs the watch rules whose minutes are over. */
export function runDueWatches(world: World): void {
  for (const payment of world.truth.all("pwPayment")) {
    const rules = payment.watches.length === 0 && payment.status === 2 ? [OWN_LOOK] : payment.watches;
    for (const watch of rules) {
      const due = payment.createdAt + watch.minutes * MINUTE_MS <= world.clock.now();
      if (!watch.done && due) runWatch(world, payment.id, watch);
    }
  }
}

/** What a look finds: the bank took the money after all, or nobody ever typed the password. */
function foundState(payment: PaywallPayment, at: number): Partial<PaywallPayment> {
  const took = payment.bankTook === true;
  const movements = [{ type: 1, amount: payment.amount, succeeded: took, at }];
  if (!took) return { status: 7, errorCode: "16", errorMessage: "Doğrulama tamamlanmadı", movements };
  return payment.provision ? { status: 3 } : { status: 4, succeeded: true, movements };
}

function runWatch(world: World, id: string, watch: PaywallWatch): void {
  const payment = world.truth.get("pwPayment", id);
  if (payment === undefined) return;
  const last = payment.status;
  const hit = watch.statuses.includes(last);
  const watches = payment.watches.map((entry) => (entry.id === watch.id ? { ...entry, done: true } : entry));
  if (!hit) {
    world.truth.put("pwPayment", { ...payment, watches });
    return;
  }
  const changes = watch.actionId > 1 && last === 2;
  const changed = changePayment(world, payment, {
    watches,
    ...(changes ? foundState(payment, world.clock.now()) : {}),
  });
  if (changes) announcePayment(world, changed);
  if (watch.actionId === CALLS_BACK) {
    tell(world, payment.account, payment.uniqueCode, watch.address, watchBody(changed, watch, last));
  }
  // The payer is gone: what was taken without them goes back.
  if (changes && watch.actionId === CANCELS && changed.succeeded) giveAllBack(world, changed);
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
