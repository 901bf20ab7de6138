import type { World } from "../../world";
import { announcePayment } from "../callbacks/general";
import { namedPayment } from "../payment/close-provision";
import { addActivity, paymentByGuid } from "../payment/open-payment";
import { dayOf } from "../protocol/dates";
import { refuse } from "../protocol/refusal";
import type { PaywallPayment } from "../records";
import type { PaywallCall, PaywallServiceAnswer } from "../service";

const DONE: PaywallServiceAnswer = { body: null, message: "Success" };

/** `POST private/refund`: all of it, or with `CompletePartialRefund` what partial refunds left. */
export function refundAll(call: PaywallCall): PaywallServiceAnswer {
  call.body.expectOnly("Date MerchantUniqueCode CompletePartialRefund MarketPlace");
  const payment = returnable(call);
  if (payment.anyPartialRefund && !call.body.flag("CompletePartialRefund")) {
    throw refuse("not_in_this_state", "Kısmi iadesi olan ödeme için CompletePartialRefund gerekir");
  }
  return giveBack(call, payment, payment.amount - payment.returned, payment.anyPartialRefund ? 4 : 2);
}

/** `POST private/refund/partial`. */
export function refundPart(call: PaywallCall): PaywallServiceAnswer {
  call.body.expectOnly("Date MerchantUniqueCode Amount MarketPlace");
  const payment = returnable(call);
  const amount = call.body.money("Amount") ?? 0n;
  if (amount <= 0n) throw refuse("amount", "Amount sıfırdan büyük olmalıdır");
  return giveBack(call, payment, amount, 4);
}

/** `POST private/cancel`: on the payment's own day, before anything went back. */
export function cancelPayment(call: PaywallCall): PaywallServiceAnswer {
  call.body.expectOnly("Date MerchantUniqueCode MarketPlace");
  const payment = returnable(call);
  if (!isItsOwnDay(call, payment) || payment.returned > 0n) throw refuse("not_in_this_state", "İptal için geç");
  return giveBack(call, payment, payment.amount, 3);
}

/** `POST private/revert`: cancels on the payment's own day whatever the amount says (docs/providers/paywall.md 4). */
export function revertPayment(call: PaywallCall): PaywallServiceAnswer {
  call.body.expectOnly("UniqueCode MerchantUniqueCode Amount MarketPlace");
  const named = paymentByGuid(call.world, call.body.requiredText("UniqueCode"));
  const payment = returnable(call);
  if (named?.id !== payment.id) throw refuse("not_found", "Ödeme bulunamadı");
  if (isItsOwnDay(call, payment) && payment.returned === 0n) return giveBack(call, payment, payment.amount, 3);
  const amount = call.body.money("Amount") ?? 0n;
  const whole = amount === 0n || amount === payment.amount;
  return giveBack(call, payment, whole ? payment.amount - payment.returned : amount, whole ? 2 : 4);
}

function isItsOwnDay({ world }: PaywallCall, payment: PaywallPayment): boolean {
  return dayOf(world.clock.now()) === dayOf(payment.createdAt);
}

/** A payment with money left to give back; a `Date` that is not the payment's day is warned of. */
function returnable(call: PaywallCall): PaywallPayment {
  const payment = namedPayment(call);
  const date = call.body.text("Date");
  if (call.body.has("Date") && !/^\d{4}-\d{2}-\d{2}$/.test(date))
    throw refuse("malformed", "Date yyyy-MM-dd olmalıdır");
  if (date !== "" && date !== dayOf(payment.createdAt)) call.body.warn("Date is not the payment's day");
  if (!payment.succeeded || payment.anyCancel || payment.returned >= payment.amount) {
    throw refuse("not_in_this_state", "Ödeme bu işlem için uygun değil");
  }
  return withoutApprovals(call, payment);
}

/** An approved product is a seller's: only `DeleteExistingRecords` takes its earnings along, else 353 (PAYWALL-M1). */
function withoutApprovals({ body }: PaywallCall, payment: PaywallPayment): PaywallPayment {
  const deletes = body.part("MarketPlace")?.expectOnly("DeleteExistingRecords").flag("DeleteExistingRecords");
  const { products = [] } = payment;
  if (products.every(({ approval }) => approval === null)) return payment;
  if (deletes !== true) throw refuse("earning_exists", "Onaylanmış ürün var");
  return { ...payment, products: products.map((product) => ({ ...product, approval: null })) };
}

function giveBack(call: PaywallCall, payment: PaywallPayment, amount: bigint, type: 2 | 3 | 4): PaywallServiceAnswer {
  if (payment.returned + amount > payment.amount) throw refuse("amount_above", "İşlem tutarı ödeme tutarının üzerinde");
  writeGivenBack(call.world, payment, amount, type);
  return DONE;
}

/** The provider's own cancel of a payment, asked for by nobody's call. */
export function giveAllBack(world: World, payment: PaywallPayment): void {
  writeGivenBack(world, payment, payment.amount, 3);
}

function writeGivenBack(world: World, payment: PaywallPayment, amount: bigint, type: 2 | 3 | 4): void {
  const given = addActivity(world, payment, {
    status: 4,
    type,
    activityAmount: amount,
    movements: [...(payment.movements ?? []), { type, amount, succeeded: true, at: world.clock.now() }],
    returned: payment.returned + amount,
    anyRefund: payment.anyRefund || type === 2,
    anyPartialRefund: payment.anyPartialRefund || type === 4,
    anyCancel: payment.anyCancel || type === 3,
  });
  announcePayment(world, given);
}
