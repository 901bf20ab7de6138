import { beforeAll, describe, expect, it } from "vitest";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import { followAttempt } from "@/lib/checkout/tries/follow-attempt";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import { CheckoutPayer, openCheckout } from "../../../support/checkout/factories-checkout";
import { makeContext } from "../../../support/context";
import { createMerchant, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";

const product = useProduct({ providerTimeoutMs: 1_500 });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant({ cardEntry: "server_card_entry" });
});

const owner = () => makeContext(merchant);

async function paymentOf(checkoutId: string) {
  const { payment_id } = await getCheckout(owner(), checkoutId);
  return getPayment(owner(), payment_id ?? "");
}

async function follow(checkoutId: string) {
  for (const { id } of (await paymentOf(checkoutId)).attempts) {
    await followAttempt({ merchantId: merchant.id, attemptId: id, clock: systemClock });
  }
  return paymentOf(checkoutId);
}

async function atTheBank() {
  const checkout = await openCheckout(merchant);
  const payer = new CheckoutPayer(checkout);
  const arrival = await payer.throughBank(await payer.start());
  return { id: checkout.id, comeBack: () => payer.comeBack(arrival) };
}

describe("two payers of one merchant at the bank", () => {
  it("one comes back and its charge has no answer: the others' payments are as they were and can be paid", async () => {
    const [first, lost, last] = [await atTheBank(), await atTheBank(), await atTheBank()];
    await lost.comeBack();
    expect(await paymentOf(lost.id)).toMatchObject({ status: "processing", because: { code: "payer_came_back" } });
    await product.sandbox.fault("transaction/tds_charge", "status", { status: 500, times: 1 });
    expect(await follow(lost.id)).toMatchObject({ status: "unknown", because: { code: "charge_answer_lost" } });
    for (const { id } of [first, last]) expect(await paymentOf(id)).toMatchObject({ status: "created" });
    for (const { id, comeBack } of [first, last]) {
      await comeBack();
      expect(await follow(id)).toMatchObject({ status: "captured" });
    }
    expect(await follow(lost.id)).toMatchObject({ status: "captured" });
  });
});
