import { beforeAll, expect, it } from "vitest";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import { followAttempt } from "@/lib/checkout/tries/follow-attempt";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import { CheckoutPayer, openCheckout } from "../../../support/checkout/factories-checkout";
import { makeContext } from "../../../support/context";
import { createMerchant, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";

/** A documented test card that fails the check digit rule: no mask that looks for card numbers would find it. */
const NUMBER = "4546711234567890";
const CODE = "739";

const product = useProduct({ providerTimeoutMs: 4_000 });
let merchant: TestMerchant;
beforeAll(async () => {
  merchant = await createMerchant({ cardEntry: "server_card_entry" });
});

const calls = () =>
  product.rows<{ operation: string; state: string; text: string }>(
    `select operation, state, coalesce(request::text, '') || coalesce(response::text, '') as text
       from provider_calls where merchant_id = $1 order by started_at`,
    [merchant.id],
  );

it("a charge is written down before it is sent; no call keeps a number, its code or a token", async () => {
  const checkout = await openCheckout(merchant);
  const payer = new CheckoutPayer(checkout);
  const token = await payer.start({ number: NUMBER, code: CODE });
  await payer.comeBack(await payer.throughBank(token));
  const { payment_id } = await getCheckout(makeContext(merchant), checkout.id);
  const [attempt] = (await getPayment(makeContext(merchant), payment_id ?? "")).attempts;
  await product.sandbox.fault("transaction/tds_charge", "delay", { delay_ms: 1_500 });
  const following = followAttempt({ merchantId: merchant.id, attemptId: attempt?.id ?? "", clock: systemClock });
  const charges = async () => (await calls()).filter(({ operation }) => operation === "transaction/tds_charge");
  await expect.poll(async () => (await charges()).map(({ state }) => state)).toEqual(["sending"]);
  await following;
  expect((await charges()).map(({ state }) => state)).toEqual(["answered"]);
  expect(await getPayment(makeContext(merchant), payment_id ?? "")).toMatchObject({ status: "captured" });
  const recorded = await calls();
  expect(recorded.map(({ operation }) => operation)).toContain("transaction/tds_initial");
  const text = recorded.map((row) => row.text).join("\n");
  expect(text).toContain("454671");
  for (const secret of [NUMBER, `"${CODE}"`, "AYSE ORNEK"]) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/"token_id": "[0-9A-F]/);
  const log = JSON.stringify(await product.sandbox.calls("transaction/tds_initial"));
  expect(log).toContain("reference_no");
  expect(log).not.toContain(NUMBER);
});
