import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addRoutingRule } from "@/lib/checkout/routing/add-rule";
import { endRoutingRule } from "@/lib/checkout/routing/end-rule";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import { CheckoutPayer, openCheckout } from "../../../support/checkout/factories-checkout";
import { makeContext } from "../../../support/context";
import { createMerchant, createProviderAccount, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";

const product = useProduct({ providerTimeoutMs: 700 });
let merchant: TestMerchant;
let paywall: string;

beforeAll(async () => {
  merchant = await createMerchant({ cardEntry: "server_card_entry" });
  paywall = await createProviderAccount(merchant.id, { provider: "paywall", cardEntry: "server_card_entry" });
});

/** An account that was silent is asked last for ten minutes. */
const FORGOTTEN_SECONDS = 601;

beforeEach(async () => {
  await product.sandbox.clearFaults();
  await product.advance(FORGOTTEN_SECONDS);
});

const owner = () => makeContext(merchant);

async function tries(checkoutId: string) {
  const { payment_id } = await getCheckout(owner(), checkoutId);
  return (await getPayment(owner(), payment_id ?? "")).attempts;
}

describe("failover", () => {
  it.each(["drop_before", "drop_after", "status", "html"])(
    "goes to the other account when the start meets %s",
    async (effect) => {
      const checkout = await openCheckout(merchant);
      await product.sandbox.fault("transaction/tds_initial", effect, { status: 500 });
      const payer = new CheckoutPayer(checkout);
      const token = await payer.start();
      expect((await tries(checkout.id)).map(({ provider, status }) => `${provider} ${status}`).sort()).toEqual([
        "paynet failed",
        "paywall redirected",
      ]);
      expect(await payer.see(token)).toMatchObject({ kind: "redirecting" });
    },
  );

  it("does not take a card elsewhere that the provider refused", async () => {
    const checkout = await openCheckout(merchant);
    await new CheckoutPayer(checkout).start({ number: "4355 0843 5508 4359" });
    expect((await tries(checkout.id)).map(({ provider }) => provider)).toEqual(["paynet"]);
  });

  it("asks an account last that was silent twice, until it has been quiet for ten minutes", async () => {
    await product.sandbox.fault("transaction/tds_initial", "drop_before", { times: 2 });
    for (const _once of [1, 2]) await new CheckoutPayer(await openCheckout(merchant)).start();
    expect(await new CheckoutPayer(await openCheckout(merchant)).see()).toMatchObject({ provider: "paywall" });
    await product.advance(FORGOTTEN_SECONDS);
    expect(await new CheckoutPayer(await openCheckout(merchant)).see()).toMatchObject({ provider: "paynet" });
  });

  it("does not leave the provider the merchant named", async () => {
    const checkout = await openCheckout(merchant, { provider: "paynet" });
    await product.sandbox.fault("transaction/tds_initial", "drop_before", { times: 3 });
    const payer = new CheckoutPayer(checkout);
    const token = await payer.start();
    expect((await tries(checkout.id)).map(({ provider, status }) => `${provider} ${status}`)).toEqual([
      "paynet failed",
    ]);
    expect(await payer.see(token)).toMatchObject({ kind: "failed", reason: "system" });
  });

  it("never happens after the payer was sent to a bank", async () => {
    const checkout = await openCheckout(merchant, { provider: "paynet" });
    const payer = new CheckoutPayer(checkout);
    const token = await payer.start();
    await product.sandbox.fault("transaction/tds_charge", "status", { status: 500, times: 2 });
    await payer.comeBack(await payer.throughBank(token));
    expect((await tries(checkout.id)).map(({ provider }) => provider)).toEqual(["paynet"]);
  });
});

describe("the merchant's rules", () => {
  it("send sums from a bound on to another account, from an instant on, until they are ended", async () => {
    const { id } = await addRoutingRule(owner(), { provider_account_id: paywall, amount_min: 500_000 });
    const small = new CheckoutPayer(await openCheckout(merchant, { amount: 499_999 }));
    const large = new CheckoutPayer(await openCheckout(merchant, { amount: 500_000 }));
    expect(await small.see()).toMatchObject({ provider: "paynet" });
    expect(await large.see()).toMatchObject({ provider: "paywall" });
    await endRoutingRule(owner(), { id });
    expect(await large.see()).toMatchObject({ provider: "paynet" });
  });

  it("decide nothing before the moment they begin", async () => {
    const soon = new Date(systemClock.now().getTime() + 3_600_000).toISOString();
    const { id } = await addRoutingRule(owner(), { provider_account_id: paywall, valid_from: soon });
    const payer = new CheckoutPayer(await openCheckout(merchant));
    expect(await payer.see()).toMatchObject({ provider: "paynet" });
    await product.advance(3_601);
    expect(await payer.see()).toMatchObject({ provider: "paywall" });
    await endRoutingRule(owner(), { id });
  });

  it("cannot begin in the past or name another merchant's account", async () => {
    const other = await createMerchant();
    await expect(addRoutingRule(owner(), { provider_account_id: other.accountId })).rejects.toMatchObject({
      code: "not_found",
    });
    const past = { provider_account_id: paywall, valid_from: "2020-01-01T00:00:00Z" };
    await expect(addRoutingRule(owner(), past)).rejects.toMatchObject({ code: "invalid_input" });
  });
});
