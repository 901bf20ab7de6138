import { beforeAll, describe, expect, it } from "vitest";
import { getPayment } from "@/lib/payments/queries";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { useProduct } from "../../support/product-process";
import { ask, startSale } from "./pos-sale";

const product = useProduct({ providerTimeoutMs: 1_500 });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const owner = () => makeContext(merchant);
describe("a sale on a phone", () => {
  it("reaches the phone and is paid by the provider's word alone", async () => {
    const session = await startSale(merchant, { reference_no: "ORD-1001" });
    expect(session).toMatchObject({ status: "initiated", amount: 14_990, installments: 1, try_number: 1 });
    expect(session.deeplink_url).toContain(session.payment_session_id);
    expect(session.session_key).not.toBeNull();
    expect(await ask(merchant, session.id)).toMatchObject({ status: "initiated", session_key: null });

    await product.sandbox.pos(session.payment_session_id ?? "", "approve");
    expect(await ask(merchant, session.id)).toMatchObject({ status: "succeeded", payment_status: "captured" });
    expect(await getPayment(owner(), session.payment_id)).toMatchObject({
      status: "captured",
      channel: "pos",
      amount_charged: 14_990,
      pos_session_id: session.id,
      review: null,
    });
  });
});
