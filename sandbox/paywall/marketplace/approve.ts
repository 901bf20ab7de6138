import type { Fields } from "../protocol/fields";
import { PaywallRefusal, refuse } from "../protocol/refusal";
import type { PaywallCall, PaywallServiceAnswer } from "../service";
import { calculateEarning } from "./calculate-earning";
import type { PaywallProduct } from "./records";
import { paymentOfProduct, putProducts, soldPayment } from "./sold-payment";

type Verdict = { id: number; reason: string | null };

const ALREADY = "This product already approved";
const NOT_APPROVED = "This product marketplace earning calculated not found";
const SENT = "This product marketplace earning already sent";

/** ASSUMPTION PAYWALL-M1: one product that went through makes the answer a success, none makes it code 1. */
function answer(verdicts: Verdict[]): PaywallServiceAnswer {
  const body = {
    Success: verdicts.filter(({ reason }) => reason === null).map(({ id }) => ({ ProductId: id })),
    Fail: verdicts.flatMap(({ id, reason }) => (reason === null ? [] : [{ ProductId: id, Reason: reason }])),
  };
  if (body.Success.length === 0) throw new PaywallRefusal(1, "", body);
  return { body };
}

/** Paywall's product numbers, each once. */
function readIds(body: Fields): number[] {
  const ids = body.list("ProductIds");
  const isNumber = (id: unknown): id is number => Number.isSafeInteger(id);
  if (ids.length === 0 || !ids.every(isNumber)) throw refuse("approval_product", "ProductIds geçersiz");
  return [...new Set(ids)];
}

/** "Paywall calculates" and "the platform calculates" are two services: the wrong one is 29 (PAYWALL-M1). */
function refuseOtherWay(products: PaywallProduct[], bySelf: boolean): void {
  if (products.some(({ earningCalculated }) => earningCalculated !== bySelf)) {
    throw refuse("marketplace_request", "Hakediş hesaplayıcısı bu servis değil");
  }
}

/** `POST marketplace/approve/{pw,self}/{product,payment}`. */
export function approve(bySelf: boolean, byProduct: boolean): (call: PaywallCall) => PaywallServiceAnswer {
  return (call) => {
    const { body } = call;
    body.expectOnly(`PaymentId SameReflectionDateWithMember Payout ${byProduct ? "ProductIds" : ""}`);
    const payout = body.part("Payout")?.expectOnly("DescriptionApply Description");
    if (payout?.flag("DescriptionApply")) payout.requiredText("Description");
    const payment = soldPayment(call, body.integer("PaymentId", "marketplace_not_found"));
    if (!payment.succeeded || payment.anyCancel || payment.returned >= payment.amount) {
      throw refuse("marketplace_no_payment", "Onaylanacak ödeme yok");
    }
    const ids = byProduct ? readIds(body) : payment.products.map(({ id }) => id);
    const named = payment.products.filter(({ id }) => ids.includes(id));
    if (named.length !== ids.length) throw refuse("approval_product", "Ödemenin olmayan bir ürünü var");
    refuseOtherWay(named, bySelf);
    const sameDate = body.flag("SameReflectionDateWithMember");
    if (sameDate && new Set(named.map(({ memberId }) => memberId)).size > 1) {
      throw refuse("marketplace_request", "SameReflectionDateWithMember tek üye ister");
    }
    const fresh = new Set(named.filter(({ approval }) => approval === null).map(({ id }) => id));
    putProducts(call, payment, (product) =>
      fresh.has(product.id) ? { ...product, approval: calculateEarning(call, product, sameDate) } : product,
    );
    return answer(ids.map((id) => ({ id, reason: fresh.has(id) ? null : ALREADY })));
  };
}

/** An earning whose day has come is paid: it cannot be taken back any more. */
function whyKept(call: PaywallCall, product: PaywallProduct | undefined): string | null {
  if (!product?.approval) return NOT_APPROVED;
  return product.approval.sellerDate <= call.world.clock.now() ? SENT : null;
}

function takeBack(call: PaywallCall, id: number): Verdict {
  const payment = paymentOfProduct(call, id);
  const reason = whyKept(
    call,
    payment?.products.find((product) => product.id === id),
  );
  if (payment !== undefined && reason === null) {
    putProducts(call, payment, (product) => (product.id === id ? { ...product, approval: null } : product));
  }
  return { id, reason };
}

/** `POST marketplace/reject/product`. */
export function rejectProducts(call: PaywallCall): PaywallServiceAnswer {
  return answer(readIds(call.body.expectOnly("ProductIds")).map((id) => takeBack(call, id)));
}

/** `POST marketplace/reject/payment`. */
export function rejectPayment(call: PaywallCall): PaywallServiceAnswer {
  const id = call.body.expectOnly("PaymentId").integer("PaymentId", "marketplace_not_found");
  return answer(soldPayment(call, id).products.map((product) => takeBack(call, product.id)));
}
