import { beforeAll, describe, expect, it } from "vitest";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import { followAttempt } from "@/lib/checkout/tries/follow-attempt";
import { getEscrow, listEscrows } from "@/lib/escrow/desk/queries";
import { EscrowFilter } from "@/lib/escrow/schemas";
import { systemClock } from "@/lib/kernel/clock";
import { createPaylink } from "@/lib/paylinks/create-paylink";
import { getPayment } from "@/lib/payments/queries";
import { CheckoutPayer, openCheckout } from "../../support/checkout/factories-checkout";
import { makeContext } from "../../support/context";
import { ledgerOf } from "../../support/escrow/factories-escrow";
import { createMerchant, createProviderAccount, type TestMerchant } from "../../support/factories";
import { createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { ask, startSale } from "../pos/pos-sale";

const product = useProduct({ providerTimeoutMs: 1_500 });
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant({ cardEntry: "server_card_entry" });
  await createProviderAccount(merchant.id, { provider: "paywall", cardEntry: "server_card_entry" });
});

const owner = () => makeContext(merchant);
const TERMS = {
  auto_release_days: 10,
  beneficiary: { name: "Ceviz Atölyesi", iban: "TR33 0006 1005 1978 6457 8413 26" },
};
const CARDS = {
  paynet: { number: "4355 0843 5508 4358", password: "a" },
  paywall: { number: "5293 6012 3456 7896", password: "123456" },
} as const;

async function accountOf(paymentId: string) {
  const { escrow_account_id } = await getPayment(owner(), paymentId);
  return getEscrow(owner(), escrow_account_id ?? "");
}

describe("held on any channel", () => {
  it.each(["paynet", "paywall"] as const)("a payment page through %s", async (provider) => {
    const checkout = await openCheckout(merchant, { provider, escrow: TERMS });
    expect(checkout.escrow).toMatchObject({
      auto_release_days: 10,
      beneficiary: { iban: "TR330006100519786457841326" },
    });
    const payer = new CheckoutPayer(checkout);
    const { number, password } = CARDS[provider];
    const token = await payer.start({ number });
    const { payment_id } = await getCheckout(owner(), checkout.id);
    expect(await accountOf(payment_id ?? "")).toMatchObject({ status: "pending", substate: "awaiting_payment" });
    await payer.comeBack(await payer.throughBank(token, password));
    const { attempts } = await getPayment(owner(), payment_id ?? "");
    for (const { id } of attempts) {
      await followAttempt({ merchantId: merchant.id, attemptId: id, clock: systemClock });
    }
    const held = await accountOf(payment_id ?? "");
    expect(held).toMatchObject({ status: "held", amount_total: 100_000, amount_held: 100_000 });
    expect(await ledgerOf(product, payment_id ?? "")).toMatchObject({ escrow_liability: -100_000n });
  });

  it("a payment that failed is given up and leaves the desk", async () => {
    const checkout = await openCheckout(merchant, { provider: "paywall", escrow: TERMS });
    const payer = new CheckoutPayer(checkout);
    const token = await payer.start({ number: CARDS.paywall.number });
    await payer.comeBack(await payer.throughBank(token, "999999"));
    const { payment_id } = await getCheckout(owner(), checkout.id);
    const { attempts } = await getPayment(owner(), payment_id ?? "");
    for (const { id } of attempts) {
      await followAttempt({ merchantId: merchant.id, attemptId: id, clock: systemClock });
    }
    const { id, status, substate } = await accountOf(payment_id ?? "");
    expect({ status, substate }).toEqual({ status: "pending", substate: "abandoned" });
    const { data } = await listEscrows(owner(), EscrowFilter.parse({ limit: 100 }));
    expect(data.map((one) => one.id)).not.toContain(id);
  });

  it("a sale on a phone", async () => {
    const sale = await startSale(merchant, { amount: 20_000, escrow: TERMS });
    expect(sale.escrow).toMatchObject({ auto_release_days: 10 });
    await product.sandbox.pos(sale.payment_session_id ?? "", "approve");
    await ask(merchant, sale.id);
    expect(await accountOf(sale.payment_id)).toMatchObject({ status: "held", amount_held: 20_000 });
  });
});

describe("terms", () => {
  it.each([
    [
      { beneficiary: { name: "Ceviz", iban: "TR330006100519786457841327" } },
      "escrow.beneficiary.iban",
      "not_a_turkish_iban",
    ],
    [
      { beneficiary: { name: "Ceviz", iban: "DE89370400440532013000" } },
      "escrow.beneficiary.iban",
      "not_a_turkish_iban",
    ],
    [{ split: [{ kind: "goods", amount: 99_999 }] }, "escrow.split", "split_is_not_the_amount"],
  ])("that cannot be kept are refused before anything is made: %j", async (escrow, path, message) => {
    await expect(createLink(merchant, { escrow })).rejects.toMatchObject({
      code: "invalid_input",
      details: { errors: [{ path, message }] },
    });
  });

  it("are frozen: the same command with other terms is another command", async () => {
    const again = { ...owner(), commandSeed: "terms-test" };
    const link = { amount: 100_000, currency: "TRY", customer: { name: "Ayşe Örnek" } };
    await createPaylink(again, { ...link, escrow: { auto_release_days: 5 } });
    await expect(createPaylink(again, { ...link, escrow: { auto_release_days: 6 } })).rejects.toMatchObject({
      code: "idempotency_mismatch",
    });
  });
});
