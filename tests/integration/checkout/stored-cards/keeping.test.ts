import { beforeAll, describe, expect, it } from "vitest";
import { giveCard } from "@/app/(checkout)/pay/[token]/_components/checkout/card-entry/give-card";
import { getCheckout } from "@/lib/checkout/sessions/queries";
import { forgetCard } from "@/lib/checkout/stored-cards/forget-card";
import { cardsCookieName } from "@/lib/checkout/stored-cards/stored-card";
import { followAttempt } from "@/lib/checkout/tries/follow-attempt";
import { prepareCardEntry } from "@/lib/checkout/tries/prepare-card-entry";
import { systemClock } from "@/lib/kernel/clock";
import { getPayment } from "@/lib/payments/queries";
import { CheckoutPayer, openCheckout, tokenOf } from "../../../support/checkout/factories-checkout";
import { makeContext } from "../../../support/context";
import { createMerchant, type TestMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";

const product = useProduct({ providerTimeoutMs: 1_500 });
const PROVIDERS = ["paynet", "paywall"] as const;
const ENTRIES = ["server_card_entry", "browser_token"] as const;
type Provider = (typeof PROVIDERS)[number];
type Entry = (typeof ENTRIES)[number];

const CARDS = {
  paynet: { number: "4355084355084358", password: "a" },
  paywall: { number: "5293601234567896", password: "123456" },
};
const TYPED = { holder: "AYSE ORNEK", month: 12, year: 2029, code: "000" };
const PAYNET_KEYS = JSON.stringify({ secret_key: "sck_sandbox_demo", publishable_key: "pbk_sandbox_demo" });
const DECLINED = 100_051;
const NOT_TYPED = { holder: "", number: "", expiry: "", code: "" };

const shops = new Map<string, TestMerchant>();
const shopOf = (provider: Provider, entry: Entry | "redirect") => {
  const shop = shops.get(`${provider} ${entry}`);
  if (!shop) throw new Error("no such shop");
  return shop;
};

beforeAll(async () => {
  for (const provider of PROVIDERS) {
    for (const cardEntry of [...ENTRIES, "redirect"] as const) {
      const keys = provider === "paynet" ? { sandboxKey: PAYNET_KEYS } : {};
      shops.set(`${provider} ${cardEntry}`, await createMerchant({ provider, cardEntry, ...keys }));
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

/** What the form holds of a new card: its number, or what the provider gave the browser for it. */
async function cardFields(payer: CheckoutPayer, provider: Provider, entry: Entry, saveCard: string) {
  const { number } = CARDS[provider];
  if (entry === "server_card_entry") return { number, saveCard };
  const grant = await prepareCardEntry({
    token: tokenOf(payer.checkout),
    ...{ installments: 1, bin: number.slice(0, 6), saveCard: saveCard === "on" },
    address: payer.address,
    clock: systemClock,
  });
  if (grant.kind !== "granted") throw new Error(JSON.stringify(grant));
  const given = await giveCard(grant, { ...TYPED, number });
  return { ...NOT_TYPED, ...given, bin: number.slice(0, 8), saveCard };
}

type Wish = { amount?: number; capture?: string; saveCard?: string; payer?: CheckoutPayer };

/** A payer pays a new checkout with a typed card through the bank. */
async function payTyped(provider: Provider, entry: Entry, wish: Wish = {}) {
  const merchant = shopOf(provider, entry);
  const { payer: before, saveCard = "on", ...input } = wish;
  const checkout = await openCheckout(merchant, input);
  const payer = before?.at(checkout) ?? new CheckoutPayer(checkout);
  const token = await payer.start(await cardFields(payer, provider, entry, saveCard));
  await payer.comeBack(await payer.throughBank(token, CARDS[provider].password));
  return { merchant, payer, payment: await follow(merchant, checkout.id) };
}

/** The same browser on the merchant's next checkout. */
async function next(merchant: TestMerchant, payer: CheckoutPayer, wish: Record<string, unknown> = {}) {
  const later = payer.at(await openCheckout(merchant, wish));
  const page = await later.see();
  if (page.kind !== "checkout") throw new Error(`the page is ${page.kind}`);
  return { payer: later, cards: page.storedCards };
}

/** Cards that the provider itself holds for anybody. */
async function heldAt(provider: Provider): Promise<number> {
  return ((await product.sandbox.truth())[provider].cards ?? []).filter((card) => card.deleted === false).length;
}

/** Every row of a merchant in every table of ours, and every job, as text. */
async function everyRow(merchantId: string) {
  const tables = await product.rows<{ name: string }>(
    "select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'merchant_id' where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace",
  );
  const dump = tables.map(
    ({ name }) => `select '${name}' as source, t::text as line from ${name} t where merchant_id = '${merchantId}'`,
  );
  const jobs = "select 'job' as source, t::text as line from pgboss.job t";
  return product.rows<{ source: string; line: string }>([...dump, jobs].join(" union all "));
}

describe.each(PROVIDERS.flatMap((provider) => ENTRIES.map((entry) => ({ provider, entry }))))(
  "a card kept at $provider, $entry",
  ({ provider, entry }) => {
    it("is offered to the same browser after the payment, pays through the bank again, and is deleted at both", async () => {
      const { merchant, payer, payment } = await payTyped(provider, entry);
      expect(payment).toMatchObject({ status: "captured" });
      const second = await next(merchant, payer);
      const last4 = CARDS[provider].number.slice(-4);
      expect(second.cards).toEqual([
        { id: expect.stringMatching(/^sc_/), brand: expect.any(String), bank: expect.any(String), last4 },
      ]);
      const id = second.cards[0]?.id ?? "";

      const token = await second.payer.start({ ...NOT_TYPED, storedCard: id });
      await second.payer.comeBack(await second.payer.throughBank(token, CARDS[provider].password));
      const again = await follow(merchant, second.payer.checkout.id);
      expect(again).toMatchObject({ status: "captured", amount_charged: 100_000, card: { last4 } });

      const third = await next(merchant, second.payer);
      expect(third.cards).toHaveLength(1);
      const before = await heldAt(provider);
      const { cookie } = third.payer;
      expect(await forgetCard({ token: tokenOf(third.payer.checkout), id, cookie })).toBe("deleted");
      expect(await heldAt(provider)).toBe(before - 1);
      expect((await next(merchant, third.payer)).cards).toEqual([]);
      expect(await forgetCard({ token: tokenOf(third.payer.checkout), id, cookie })).toBe("not_found");
      expect(await third.payer.pay({ ...NOT_TYPED, storedCard: id })).toEqual({
        kind: "invalid",
        errors: { storedCard: "card_gone" },
      });
    });

    it("is kept only by a payment that succeeded, and only where the payer asked for it", async () => {
      const before = await heldAt(provider);
      const declined = await payTyped(provider, entry, { amount: DECLINED });
      expect(declined.payment).toMatchObject({ status: "failed" });
      expect((await next(declined.merchant, declined.payer)).cards).toEqual([]);
      const unasked = await payTyped(provider, entry, { saveCard: "" });
      expect(unasked.payment).toMatchObject({ status: "captured" });
      expect(unasked.payer.cookie(cardsCookieName(unasked.merchant.id))).toBeUndefined();
      expect((await next(unasked.merchant, unasked.payer)).cards).toEqual([]);
      expect(await heldAt(provider)).toBe(before);
      const sealed = await product.rows(
        "select 1 from stored_cards where attempt_id = $1 and sealed_card is not null",
        [declined.payment.attempts[0]?.id],
      );
      expect(sealed).toEqual([]);
    });

    it("is kept by an amount that is only held, and once however often the try is followed", async () => {
      const { merchant, payer, payment } = await payTyped(provider, entry, { capture: "manual" });
      expect(payment).toMatchObject({ status: "authorised" });
      await follow(merchant, payer.checkout.id);
      expect((await next(merchant, payer)).cards).toHaveLength(1);
    });

    it("is seen and used by nobody without this browser's cookie, and by no other merchant", async () => {
      const { merchant, payer } = await payTyped(provider, entry);
      const { cards, payer: own } = await next(merchant, payer);
      const id = cards[0]?.id ?? "";
      const stranger = new CheckoutPayer(own.checkout);
      expect(await stranger.see()).toMatchObject({ kind: "checkout", storedCards: [] });
      expect(await stranger.pay({ ...NOT_TYPED, storedCard: id })).toMatchObject({ kind: "invalid" });
      expect(await forgetCard({ token: tokenOf(own.checkout), id, cookie: stranger.cookie })).toBe("not_found");

      const other = shopOf(provider === "paynet" ? "paywall" : "paynet", entry);
      const token = payer.cookie(cardsCookieName(merchant.id)) ?? "";
      const there = payer.at(await openCheckout(other));
      const cookie = (name: string) => (name === cardsCookieName(other.id) ? token : there.cookie(name));
      expect(await there.see()).toMatchObject({ storedCards: [] });
      expect(await forgetCard({ token: tokenOf(there.checkout), id, cookie })).toBe("not_found");
      expect((await next(merchant, payer)).cards).toHaveLength(1);
    });
  },
);

describe.each(PROVIDERS)("a card that %s does not know any more", (provider) => {
  it("says so, charges nothing, disappears, and the same browser pays with another card", async () => {
    const { merchant, payer } = await payTyped(provider, "server_card_entry");
    const { cards, payer: later } = await next(merchant, payer);
    const [row] = await product.rows<{ owner_id: string }>("select owner_id from stored_cards where id = $1", [
      cards[0]?.id,
    ]);
    expect(row?.owner_id).toBeTruthy();
    // Another owner at the provider: to it this card does not exist.
    await product.rows("update stored_cards set owner_id = 'nobody' where id = $1", [cards[0]?.id]);
    const gone = await later.pay({ ...NOT_TYPED, storedCard: cards[0]?.id ?? "" });
    expect(gone).toMatchObject({ kind: "invalid", errors: { storedCard: "card_gone" } });
    expect(await later.see()).toMatchObject({ kind: "checkout", storedCards: [] });
    const token = await later.start({ number: CARDS[provider].number });
    await later.comeBack(await later.throughBank(token, CARDS[provider].password));
    expect(await follow(merchant, later.checkout.id)).toMatchObject({ status: "captured" });
  });

  it("stays offered while the provider does not answer its deletion", async () => {
    const { merchant, payer } = await payTyped(provider, "server_card_entry");
    const { cards, payer: later } = await next(merchant, payer);
    const forget = () => forgetCard({ token: tokenOf(later.checkout), id: cards[0]?.id ?? "", cookie: later.cookie });
    await product.sandbox.fault(provider === "paynet" ? "card/delete" : "card", "status", { provider, status: 503 });
    expect(await forget()).toBe("kept");
    expect((await next(merchant, later)).cards).toHaveLength(1);
    await product.sandbox.clearFaults();
    expect(await forget()).toBe("deleted");
  });

  it("is nowhere readable: no id that can pay is in the database", async () => {
    const { merchant } = await payTyped(provider, "server_card_entry");
    const held = (await product.sandbox.truth())[provider].cards ?? [];
    const secrets = held.map((card) => String(card.card_hash ?? card.unique_code));
    expect(secrets.length).toBeGreaterThan(0);
    for (const { source, line } of await everyRow(merchant.id)) {
      const found = secrets.filter((secret) => line.includes(secret));
      expect({ source, found }).toEqual({ source, found: [] });
    }
  });
});

it("is not offered where the provider's own page takes the card", async () => {
  for (const provider of PROVIDERS) {
    const merchant = shopOf(provider, "redirect");
    const payer = new CheckoutPayer(await openCheckout(merchant));
    expect(await payer.see()).toMatchObject({ kind: "checkout", entry: "redirect", storedCards: [] });
  }
});
