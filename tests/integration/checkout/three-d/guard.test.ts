import { beforeAll, describe, expect, it } from "vitest";
import { liftFreeze } from "@/lib/checkout/guard/lift-freeze";
import { listFreezes } from "@/lib/checkout/guard/queries";
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
const REFUSED = { number: "4355 0843 5508 4359" };

/** Tries of one caller with a card the provider refuses, each on a checkout of its own. */
async function declinedTries(count: number, address: string, number = REFUSED.number): Promise<CheckoutPayer> {
  let last: CheckoutPayer | undefined;
  for (let done = 0; done < count; done += 1) {
    last = new CheckoutPayer(await openCheckout(merchant), address);
    await last.pay({ number });
  }
  if (last === undefined) throw new Error("no try");
  return last;
}

describe("the guard against card testing", () => {
  it("closes a checkout after six tries, for a quarter of an hour", async () => {
    const payer = new CheckoutPayer(await openCheckout(merchant), "203.0.113.1");
    for (let done = 0; done < 6; done += 1) expect(await payer.pay()).toMatchObject({ kind: "started" });
    expect(await payer.pay({ account: merchant.accountId })).toEqual({ kind: "refused" });
    expect(await payer.see()).toMatchObject({ kind: "too_many", opensAt: expect.any(String) });
    await product.advance(16 * 60);
    expect(await payer.see()).toMatchObject({ kind: "checkout" });
  });

  it("stops a caller whose cards are refused, on every checkout, and staff lift it", async () => {
    await product.advance(16 * 60);
    await declinedTries(10, "203.0.113.2");
    const next = new CheckoutPayer(await openCheckout(merchant), "203.0.113.2");
    const other = new CheckoutPayer(await openCheckout(merchant), "203.0.113.3");
    expect(await next.pay({ number: "5406 6754 0667 5403" })).toEqual({ kind: "refused" });
    expect(await next.see()).toMatchObject({ kind: "too_many" });
    expect(await other.see()).toMatchObject({ kind: "checkout" });
    const [freeze] = (await listFreezes(owner())).filter(({ scope, is_live }) => scope === "address" && is_live);
    expect(freeze).toMatchObject({ key: null, declined: 10, is_live: true });
    const audited = "select count(*)::int as count from audit_log where merchant_id = $1 and action = 'guard.frozen'";
    expect((await product.rows<{ count: number }>(audited, [merchant.id]))[0]?.count).toBeGreaterThan(0);
    await liftFreeze(owner(), { id: freeze?.id ?? "" });
    expect(await next.see()).toMatchObject({ kind: "checkout" });
    expect(await next.pay({ number: "5406 6754 0667 5403" })).toMatchObject({ kind: "started" });
  });

  it("stops cards of the same first digits, and says that another card may pay", async () => {
    await product.advance(16 * 60);
    for (let caller = 0; caller < 10; caller += 1) await declinedTries(1, `203.0.113.${100 + caller}`);
    const payer = new CheckoutPayer(await openCheckout(merchant), "203.0.113.200");
    expect(await payer.pay(REFUSED)).toEqual({ kind: "invalid", errors: { number: "card_stopped" } });
    expect(await payer.pay({ number: "5406 6754 0667 5403" })).toMatchObject({ kind: "started" });
  });

  it("lets nearly everybody through where only some are declined", async () => {
    await product.advance(16 * 60);
    for (let caller = 0; caller < 12; caller += 1) {
      await declinedTries(1, "203.0.113.4", caller % 2 === 0 ? REFUSED.number : "4355 0843 5508 4358");
    }
    expect(await new CheckoutPayer(await openCheckout(merchant), "203.0.113.4").pay()).toMatchObject({
      kind: "started",
    });
  });
});
