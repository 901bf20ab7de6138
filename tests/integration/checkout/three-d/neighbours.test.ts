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

  it("a charge that is claimed and whose process dies is asked about a minute later, not before, and taken once", async () => {
    const { id, comeBack } = await atTheBank();
    await comeBack();
    const attempt = (await paymentOf(id)).attempts[0]?.id ?? "";
    const claim = { merchant_id: merchant.id, attempt_id: attempt, actor: { kind: "system", id: "test" } };
    const claims = await product.rows<{ result: string }>("select claim_charge($1::jsonb)->>'result' as result", [
      claim,
    ]);
    expect(claims).toEqual([{ result: "charge" }]);
    const [asked] = await product.rows<{ seconds: number }>(
      "select extract(epoch from next_check_at - vezne_now())::int as seconds from attempts where id = $1",
      [attempt],
    );
    expect(asked?.seconds).toBeGreaterThan(50);
    expect(asked?.seconds).toBeLessThanOrEqual(60);
    await follow(id);
    expect(await follow(id)).toMatchObject({ status: "captured", amount_charged: 100_000 });
  });
});
