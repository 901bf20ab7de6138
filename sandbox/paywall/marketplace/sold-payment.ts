import { refuse } from "../protocol/refusal";
import type { PaywallPayment } from "../records";
import type { PaywallCall } from "../service";
import type { PaywallProduct } from "./records";

type Sold = PaywallPayment & { products: PaywallProduct[] };

const isSold = (payment: PaywallPayment): payment is Sold =>
  payment.products?.some(({ memberId }) => memberId > 0) === true;

/** The caller's payment by Paywall's number. @throws PaywallRefusal 32 for none, 30 for one that no seller shares */
export function soldPayment(call: PaywallCall, paymentId: number | null): Sold {
  const own = call.world.truth.all("pwPayment").filter(({ account }) => account === call.account.name);
  const payment = own.find((row) => row.paymentId === paymentId);
  if (payment === undefined) throw refuse("marketplace_not_found", "Ödeme bulunamadı");
  if (!isSold(payment)) throw refuse("marketplace_no_product", "Pazaryeri ürünü yok");
  return payment;
}

/** The payment of a product, by Paywall's number of it; undefined for nobody's. */
export function paymentOfProduct(call: PaywallCall, productId: number): Sold | undefined {
  return call.world.truth
    .all("pwPayment")
    .filter((row): row is Sold => row.account === call.account.name && isSold(row))
    .find(({ products }) => products.some(({ id }) => id === productId));
}

/** `paymentid` and `productid` of a GET. */
export function numberHeader({ headers }: PaywallCall, name: string): number {
  const text = String(headers[name] ?? "").trim();
  if (!/^\d{1,12}$/.test(text)) throw refuse("malformed", `${name} başlığı zorunludur`);
  return Number(text);
}

export function putProducts(
  call: PaywallCall,
  payment: Sold,
  change: (product: PaywallProduct) => PaywallProduct,
): void {
  call.world.truth.put("pwPayment", { ...payment, products: payment.products.map(change) });
}
