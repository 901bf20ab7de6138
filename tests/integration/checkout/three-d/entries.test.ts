import { beforeAll, describe, expect, it } from "vitest";
import { giveCard } from "@/app/(checkout)/pay/[token]/_components/checkout/card-entry/give-card";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import { followAttempt } from "@/lib/checkout/tries/follow-attempt";
import { prepareCardEntry } from "@/lib/checkout/tries/prepare-card-entry";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import { CheckoutPayer, openCheckout, tokenOf } from "../../../support/checkout/factories-checkout";
import { makeContext } from "../../../support/context";
import { createMerchant, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";

const product = useProduct({ providerTimeoutMs: 1_500 });
const CARD = { holder: "AYSE ORNEK", month: 12, year: 2029, code: "000" };
const NUMBERS = { paynet: "4355084355084358", paywall: "5293601234567896" };
const PASSWORDS = { paynet: "a", paywall: "123456" };
const PAYNET_KEYS = JSON.stringify({ secret_key: "sck_sandbox_demo", publishable_key: "pbk_sandbox_demo" });
const PROVIDERS = ["paynet", "paywall"] as const;
type Provider = (typeof PROVIDERS)[number];

const shops = {} as Record<`${Provider} ${"redirect" | "browser_token"}`, TestMerchant>;

beforeAll(async () => {
  for (const provider of PROVIDERS) {
    for (const cardEntry of ["redirect", "browser_token"] as const) {
      const keys = provider === "paynet" ? { sandboxKey: PAYNET_KEYS } : {};
      shops[`${provider} ${cardEntry}`] = await createMerchant({ provider, cardEntry, ...keys });
    }
  }
});

async function follow(merchant: TestMerchant, checkoutId: string) {
  const owner = makeContext(merchant);
  const { payment_id } = await getCheckout(owner, checkoutId);
  const payment = await getPayment(owner, payment_id ?? "");
  for (const { id } of payment.attempts) {
    await followAttempt({ merchantId: merchant.id, attemptId: id, clock: systemClock });
  }
  return getPayment(owner, payment.id);
}

/** What the page's script does: asks for a grant, gives the card to the provider, keeps what it got. */
async function give(payer: CheckoutPayer, provider: Provider, plan: { installments: number; bin: string | null }) {
  const grant = await prepareCardEntry({
    token: tokenOf(payer.checkout),
    ...plan,
    address: payer.address,
    clock: systemClock,
  });
  if (grant.kind !== "granted") throw new Error(JSON.stringify(grant));
  const given = await giveCard(grant, { ...CARD, number: NUMBERS[provider] });
  if (given === undefined) throw new Error("the provider did not take the card");
  return given;
}

describe.each(PROVIDERS)("a card that goes from the browser to %s", (provider) => {
  it("pays, and no number of it ever reaches us", async () => {
    const merchant = shops[`${provider} browser_token`];
    const checkout = await openCheckout(merchant);
    const payer = new CheckoutPayer(checkout);
    expect(await payer.see()).toMatchObject({ kind: "checkout", entry: "browser_token", provider });
    const given = await give(payer, provider, { installments: 1, bin: NUMBERS[provider].slice(0, 6) });
    const token = await payer.start({ number: "", expiry: "", code: "", ...given });
    await payer.comeBack(await payer.throughBank(token, PASSWORDS[provider]));
    expect(await follow(merchant, checkout.id)).toMatchObject({ status: "captured", amount_charged: 100_000 });
    const traffic = await product.rows<{ text: string }>(
      "select coalesce(request::text, '') || coalesce(response::text, '') as text from provider_calls where merchant_id = $1",
      [merchant.id],
    );
    expect(traffic.length).toBeGreaterThan(1);
    expect(traffic.filter(({ text }) => text.includes(NUMBERS[provider]))).toEqual([]);
  });

  it("pays in three parts: the sum on the button is the sum that is charged", async () => {
    const merchant = shops[`${provider} browser_token`];
    const checkout = await openCheckout(merchant, { installments: { max: 6 } });
    const payer = new CheckoutPayer(checkout);
    const bin = NUMBERS[provider].slice(0, 6);
    const given = await give(payer, provider, { installments: 3, bin });
    const token = await payer.start({ number: "", expiry: "", code: "", bin, installments: "3", ...given });
    await payer.comeBack(await payer.throughBank(token, PASSWORDS[provider]));
    const payment = await follow(merchant, checkout.id);
    expect(payment).toMatchObject({ status: "captured", installments: 3, review: null, amount_requested: 100_000 });
    expect(payment.installment_difference).toBe((payment.amount_charged ?? 0) - 100_000);
    expect(payment.amount_charged).toBeGreaterThan(100_000);
  });

  it("held and taken later by staff is one capture", async () => {
    const merchant = shops[`${provider} browser_token`];
    const checkout = await openCheckout(merchant, { capture: "manual" });
    const payer = new CheckoutPayer(checkout);
    const given = await give(payer, provider, { installments: 1, bin: null });
    const token = await payer.start({ number: "", expiry: "", code: "", ...given });
    await payer.comeBack(await payer.throughBank(token, PASSWORDS[provider]));
    const payment = await follow(merchant, checkout.id);
    expect(payment).toMatchObject({ status: "authorised", amount_authorised: 100_000, amount_charged: null });
    expect(await getCheckout(makeContext(merchant), checkout.id)).toMatchObject({ status: "complete" });
    expect(await payer.see(token)).toMatchObject({ kind: "held" });
  });
});

describe("the bank's page that Paynet names to the browser", () => {
  const startOn = async (page: (named: string) => string) => {
    const payer = new CheckoutPayer(await openCheckout(shops["paynet browser_token"]));
    const given = await give(payer, "paynet", { installments: 1, bin: null });
    expect(given.threeDUrl).toMatch(/^http:\/\/localhost:/);
    const fields = { number: "", expiry: "", code: "", ...given, threeDUrl: page(given.threeDUrl ?? "") };
    return payer.see(await payer.start(fields));
  };

  it("is where the payer goes, with our own query on it", async () => {
    let named = "";
    const seen = await startOn((page) => {
      named = page;
      return `${page}?return_url=https://evil.example/`;
    });
    if (seen.kind !== "redirecting") throw new Error(seen.kind);
    const [opened, said] = [new URL(seen.providerUrl), new URL(named)];
    expect(`${opened.origin}${opened.pathname}`).toBe(`${said.origin}${said.pathname}`);
    expect(seen.providerUrl).not.toContain("evil.example");
  });

  it("is opened only where it is a page of Paynet's own", async () => {
    const seen = await startOn(() => "https://evil.example/tds");
    expect(seen).toMatchObject({ kind: "failed", reason: "system" });
  });
});

describe("the provider's own page", () => {
  it("of Paynet takes the card; a return, a notice and the list lead to one payment", async () => {
    const merchant = shops["paynet redirect"];
    const checkout = await openCheckout(merchant);
    const payer = new CheckoutPayer(checkout);
    const token = await payer.start({ number: "", expiry: "", code: "" });
    expect(await payer.see(token)).toMatchObject({ kind: "redirecting" });
    const again = await payer.pay({ account: merchant.accountId, number: "", expiry: "", code: "" });
    expect(again).toMatchObject({ kind: "started", path: `/pay/${token}` });
    const started = await follow(merchant, checkout.id);
    const [page, ...others] = await product.sandbox.linksOf(started.provider_reference);
    expect(others).toEqual([]);
    await product.sandbox.pay(page?.id ?? "", { card: "4355084355084358", otp: "a", installment: 0 });
    await payer.comeBack({ address: page?.succeed_url ?? "", fields: {} });
    expect(await follow(merchant, checkout.id)).toMatchObject({ status: "captured", amount_charged: 100_000 });
  });

  it("cannot hold an amount: such a checkout is refused before anybody sees it", async () => {
    await expect(openCheckout(shops["paynet redirect"], { capture: "manual" })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});

describe("Paywall's own page, which no list tells of", () => {
  it("is asked about as long as it can be paid, and found without callback or return", async () => {
    const merchant = shops["paywall redirect"];
    const checkout = await openCheckout(merchant);
    await new CheckoutPayer(checkout).start({ number: "", expiry: "", code: "" });
    for (const _once of [1, 2, 3, 4]) {
      await product.advance(660);
      expect((await follow(merchant, checkout.id)).attempts[0]?.status).toBe("redirected");
    }
    const { provider_reference } = await follow(merchant, checkout.id);
    const page = (await product.sandbox.truth()).paywall.links?.find((row) => row.unique_code === provider_reference);
    await product.sandbox.finish(String(page?.id), "close_after");
    expect(await follow(merchant, checkout.id)).toMatchObject({ status: "captured", amount_charged: 100_000 });
  });
});
