import { refuse } from "../protocol/refusal";
import type { PaywallPayment } from "../records";
import type { PaywallCall, PaywallServiceAnswer } from "../service";
import { queryRow } from "./query-row";

const MOST = 100;

function header({ headers }: PaywallCall, name: string): string {
  const value = headers[name];
  return typeof value === "string" ? value.trim() : "";
}

function required(call: PaywallCall, name: string): string {
  const value = header(call, name);
  if (value === "") throw refuse("malformed", `${name} başlığı zorunludur`);
  return value;
}

function seen({ world, account, seenUntil }: PaywallCall): PaywallPayment[] {
  return world.truth.all("pwPayment").filter((row) => row.account === account.name && row.lastAt <= seenUntil);
}

function one(payment: PaywallPayment | undefined): PaywallServiceAnswer {
  if (payment === undefined) throw refuse("not_found", "Ödeme bulunamadı");
  return { body: { Paywall: queryRow(payment) } };
}

/** `GET private/query` by the merchant's own code. */
export function queryByMerchantCode(call: PaywallCall): PaywallServiceAnswer {
  const payment = call.world.truth.get("pwPayment", `${call.account.name} ${required(call, "merchantuniquecode")}`);
  return one(payment !== undefined && payment.lastAt <= call.seenUntil ? payment : undefined);
}

/** `GET private/query/by/uniquecode`. */
export function queryByUniqueCode(call: PaywallCall): PaywallServiceAnswer {
  const guid = required(call, "uniquecode").toLowerCase();
  return one(seen(call).find((row) => row.uniqueCode === guid));
}

/** `GET private/query/by/paymentid`. */
export function queryByPaymentId(call: PaywallCall): PaywallServiceAnswer {
  const id = required(call, "paymentid");
  return one(seen(call).find((row) => String(row.paymentId) === id));
}

/** `GET private/query/by/trackingcode`. */
export function queryByTrackingCode(call: PaywallCall): PaywallServiceAnswer {
  const code = required(call, "trackingcode");
  return many(call, (row) => row.trackingCode === code);
}

/** `GET private/query/by/productid`: the merchant's own product ids. */
export function queryByProductId(call: PaywallCall): PaywallServiceAnswer {
  const product = required(call, "productid");
  return many(call, (row) => row.productIds.includes(product));
}

/** Newest first, a hundred at most. */
function many(call: PaywallCall, wanted: (row: PaywallPayment) => boolean): PaywallServiceAnswer {
  const code = header(call, "merchantuniquecode");
  const rows = seen(call).filter((row) => wanted(row) && (code === "" || row.merchantUniqueCode === code));
  rows.sort((a, b) => b.paymentId - a.paymentId);
  return { body: { List: rows.slice(0, MOST).map(queryRow) } };
}
