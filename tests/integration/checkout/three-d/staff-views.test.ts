import { beforeAll, describe, expect, it } from "vitest";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import { getCheckoutTimeline } from "@/lib/checkout/sessions/timeline.queries";
import { listCheckoutTries } from "@/lib/checkout/sessions/tries.queries";
import { followAttempt } from "@/lib/checkout/tries/follow-attempt";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment, listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { listProviderAccounts } from "@/lib/settings/accounts.queries";
import { setCardEntry } from "@/lib/settings/set-card-entry";
import { CheckoutPayer, openCheckout } from "../../../support/checkout/factories-checkout";
import { makeContext } from "../../../support/context";
import { createMerchant, createUser, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";

useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant({ cardEntry: "server_card_entry" });
});

const owner = () => makeContext(merchant);

describe("what staff see of a checkout", () => {
  it("is every try with its account, its card's refusal and then the one that was taken", async () => {
    const checkout = await openCheckout(merchant, { amount: 123_450 });
    const payer = new CheckoutPayer(checkout);
    await payer.start({ number: "4355 0843 5508 4359" });
    await payer.comeBack(await payer.throughBank(await payer.start()));
    for (const { id: attemptId } of await listCheckoutTries(owner(), checkout.id)) {
      await followAttempt({ merchantId: merchant.id, attemptId, clock: systemClock });
    }
    const [refused, taken, ...more] = await listCheckoutTries(owner(), checkout.id);
    expect(more).toEqual([]);
    expect(refused).toMatchObject({ status: "failed", account: { provider: "paynet" }, charge_by: "ours" });
    expect(refused?.decline?.code).toBeTruthy();
    expect(taken).toMatchObject({ status: "captured", amount: 123_450, decline: null });
    const { payment_id } = await getCheckout(owner(), checkout.id);
    expect(taken?.payment_id).toBe(payment_id);
  });

  it("is its whole life, newest first: opened, tried and refused for a reason, tried again, back from the bank, paid", async () => {
    const checkout = await openCheckout(merchant, { amount: 123_451 });
    const payer = new CheckoutPayer(checkout);
    const follow = async () => {
      for (const { id: attemptId } of await listCheckoutTries(owner(), checkout.id))
        await followAttempt({ merchantId: merchant.id, attemptId, clock: systemClock });
    };
    // The amount's last digits make the bank refuse the first card; the second code is another's.
    await payer.comeBack(await payer.throughBank(await payer.start()));
    await follow();
    await payer.start();
    const told = await getCheckoutTimeline(owner(), checkout.id);
    expect(told.map(({ at }) => at)).toEqual(
      told
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    const codes = told.map(({ code }) => code).reverse();
    const story = codes.filter((code) => /^(checkout|payment|try)\./.test(code) || code === "event.return");
    expect(story[0]).toBe("checkout.open");
    expect(story.filter((code) => code === "try.started")).toHaveLength(2);
    expect(story).toContain("event.return");
    expect(story.filter((code) => code === "checkout.open" || code === "checkout.reopened")).toEqual([
      "checkout.open",
      "checkout.reopened",
    ]);
    expect(story.indexOf("payment.failed")).toBeGreaterThan(story.indexOf("try.started"));
    expect(story.indexOf("payment.failed")).toBeLessThan(story.lastIndexOf("try.started"));
    expect(codes).not.toContain("payment.handed_over");
    expect(codes).toContain("call.transaction/tds_initial");
    const label = (await listProviderAccounts(owner()))[0]?.label;
    expect(told.find(({ code }) => code === "try.started")).toMatchObject({
      source: "payer",
      data: { account: label },
    });
    expect(told.find(({ code }) => code === "payment.failed")).toMatchObject({
      trust: "confirmed",
      data: { decline_code: "51", decline_key: "limit" },
    });
    expect(told.some(({ raw }) => raw !== null)).toBe(true);
    const finance = makeContext(merchant, { role: "finance" });
    expect((await getCheckoutTimeline(finance, checkout.id)).every(({ raw }) => raw === null)).toBe(true);
    const other = await openCheckout(merchant);
    expect((await getCheckoutTimeline(owner(), other.id)).map(({ code }) => code)).toEqual(["checkout.open"]);
  });

  it("is no try of another checkout, and neither are its payments", async () => {
    const [one, other] = [await openCheckout(merchant), await openCheckout(merchant)];
    await new CheckoutPayer(one).start();
    expect(await listCheckoutTries(owner(), other.id)).toEqual([]);
    const ofOne = await listPayments(owner(), PaymentFilter.parse({ checkout_id: one.id }));
    expect(ofOne.data.map(({ checkout_id }) => checkout_id)).toEqual([one.id]);
    expect((await listPayments(owner(), PaymentFilter.parse({ checkout_id: other.id }))).data).toEqual([]);
  });

  it("is for a cashier what they opened themselves, with its payments, and nothing of a colleague", async () => {
    const { id: userId } = await createUser(merchant.id, "cashier");
    const cashier = makeContext(merchant, { role: "cashier", userId });
    const theirs = await openCheckout(merchant);
    const mine = await openCheckout({ ...merchant, ownerId: userId });
    for (const checkout of [theirs, mine]) await new CheckoutPayer(checkout).start();
    const seen = await listPayments(cashier, PaymentFilter.parse({ channel: "checkout" }));
    expect(seen.data.map(({ checkout_id }) => checkout_id)).toEqual([mine.id]);
    expect(await listCheckoutTries(cashier, mine.id)).toHaveLength(1);
    await expect(listCheckoutTries(cashier, theirs.id)).rejects.toMatchObject({ code: "not_found" });
    const { payment_id } = await getCheckout(owner(), theirs.id);
    await expect(getPayment(cashier, payment_id ?? "")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("what the settings show of an account", () => {
  it("is never its key, and who took the responsibility for card numbers", async () => {
    const shop = await createMerchant();
    const mine = makeContext(shop);
    const [before] = await listProviderAccounts(mine);
    expect(before).toMatchObject({ card_entry: "redirect", acknowledged: null });
    expect(Object.keys(before ?? {}).filter((name) => /secret|sealed/.test(name))).toEqual([]);
    const wish = { provider_account_id: before?.id ?? "", card_entry: "server_card_entry" as const };
    await expect(setCardEntry(mine, wish)).rejects.toMatchObject({ code: "invalid_input" });
    await setCardEntry(mine, { ...wish, acknowledged: true });
    const [after] = await listProviderAccounts(mine);
    expect(after).toMatchObject({ card_entry: "server_card_entry", acknowledged: { by: shop.ownerId } });
    expect((await listProviderAccounts(makeContext(shop, { mode: "live" }))).map(({ id }) => id)).toEqual([]);
  });
});
