import { beforeAll, describe, expect, it } from "vitest";
import { viewPayPage } from "@/lib/checkout/queries";
import { systemClock } from "@/lib/kernel/clock";
import { deactivatePaylink } from "@/lib/paylinks/deactivate-paylink";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import {
  book,
  createLink,
  declinedTransactionOf,
  PayerBrowser,
  shareTokenOf,
  transactionOf,
} from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const stranger = { cookie: () => undefined };
const follow = (link: PaylinkDto) => followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
const sharePage = (
  link: PaylinkDto,
  browser: { cookie(name: string): string | undefined } = stranger,
  returned = false,
) => viewPayPage(shareTokenOf(link), { cookie: browser.cookie, returned });

describe("the share address", () => {
  it("offers an active link, with what the payer needs and nothing of the merchant's own", async () => {
    const link = await createLink(merchant, { note: "Kapora", agent_note: "gizli not", metadata: { secret: "gizli" } });
    const page = await sharePage(link);
    expect(page).toMatchObject({
      kind: "offer",
      amount: "100000",
      note: "Kapora",
      provider: "paynet",
      resumable: false,
    });
    expect(JSON.stringify(page)).not.toContain("gizli");
  });

  it("says why a link is closed: stopped, expired, used up, failed, being made", async () => {
    const stopped = await createLink(merchant);
    await deactivatePaylink(makeContext(merchant), { id: stopped.id });
    expect(await sharePage(stopped)).toMatchObject({ kind: "cancelled" });
    const expired = await createLink(merchant);
    await product.rows("update paylinks set expires_at = vezne_now() - interval '1 second' where id = $1", [
      expired.id,
    ]);
    expect(await sharePage(expired)).toMatchObject({ kind: "expired" });
    const used = await createLink(merchant);
    await book(merchant, used, transactionOf(used));
    expect(await sharePage(used)).toMatchObject({ kind: "used_up" });
    await product.sandbox.fault("mailorder/create", "drop_after");
    const creating = await createLink(merchant);
    expect(await sharePage(creating)).toMatchObject({ kind: "preparing" });
    expect(await new PayerBrowser().goToPayment(creating)).toBeUndefined();
  });

  it("starts nothing on a closed link", async () => {
    const expired = await createLink(merchant);
    await product.rows("update paylinks set expires_at = vezne_now() - interval '1 second' where id = $1", [
      expired.id,
    ]);
    expect(await new PayerBrowser().goToPayment(expired)).toBeUndefined();
    expect(await product.rows("select 1 from payments where paylink_id = $1", [expired.id])).toEqual([]);
  });

  it.each(["", "x", "0".repeat(26), "../../etc/passwd", "'; drop table payments; --"])(
    "an unknown token (%j) is a neutral page",
    async (token) => {
      expect(await viewPayPage(token, stranger)).toEqual({ mode: "test", kind: "not_found" });
    },
  );

  it("shows its own payer the receipt and a stranger nothing of it", async () => {
    const link = await createLink(merchant);
    const payer = new PayerBrowser();
    await payer.goToPayment(link);
    await product.sandbox.pay(link.provider_id ?? "");
    await follow(link);
    expect(await sharePage(link, payer)).toMatchObject({ kind: "already_paid", cardLast4: "4358" });
    const seen = await sharePage(link);
    expect(Object.keys(seen).sort()).toEqual(["kind", "merchant", "mode"]);
    expect(seen.kind).toBe("used_up");
  });
});

describe("a payment's own page", () => {
  it("goes redirecting, checking, failed with a way back, then paid", async () => {
    const link = await createLink(merchant, {
      success_url: "https://shop.example/ok?order=5",
      failure_url: "https://shop.example/no",
    });
    const payer = new PayerBrowser();
    const token = (await payer.goToPayment(link)) ?? "";
    expect(await viewPayPage(token, payer)).toMatchObject({ kind: "redirecting", providerUrl: link.url });
    await payer.comeBack(`http://x/${await returnSegment(link)}`, undefined);
    expect(await viewPayPage(token, payer)).toMatchObject({ kind: "checking" });
    await book(merchant, link, declinedTransactionOf(link));
    expect(await viewPayPage(token, payer)).toMatchObject({
      kind: "failed",
      reason: "limit",
      retryToken: shareTokenOf(link),
    });
    await book(merchant, link, transactionOf(link));
    const paid = await viewPayPage(token, payer);
    expect(paid).toMatchObject({ kind: "paid", amountCharged: "100000", cardLast4: "4358" });
    const shopUrl = new URL(paid.kind === "paid" ? (paid.shopUrl ?? "") : "");
    expect(Object.fromEntries(shopUrl.searchParams)).toMatchObject({
      order: "5",
      paylink_id: link.id,
      payment_id: expect.stringMatching(/^pay_/),
    });
  });

  it("is never paid before the provider said so to us", async () => {
    const link = await createLink(merchant);
    const payer = new PayerBrowser();
    const token = (await payer.goToPayment(link)) ?? "";
    await product.sandbox.fault("webhook", "none");
    await product.sandbox.pay(link.provider_id ?? "");
    expect((await viewPayPage(token, payer)).kind).toBe("redirecting");
    await follow(link);
    expect((await viewPayPage(token, payer)).kind).toBe("paid");
  });

  it("pressing twice is one payment for the same browser, two for two browsers", async () => {
    const link = await createLink(merchant, { max_uses: 9 });
    const [one, two] = [new PayerBrowser(), new PayerBrowser()];
    const first = await one.goToPayment(link);
    expect(await one.goToPayment(link)).toBe(first);
    expect(await two.goToPayment(link)).not.toBe(first);
    expect(await product.rows("select 1 from payments where paylink_id = $1", [link.id])).toHaveLength(2);
  });

  it("a payment of which the provider knows nothing is told as abandoned, never as a refused approval", async () => {
    const link = await createLink(merchant);
    const payer = new PayerBrowser();
    const token = (await payer.goToPayment(link)) ?? "";
    for (const seconds of [0, 700, 700]) {
      await product.advance(seconds);
      await follow(link);
    }
    expect(await viewPayPage(token, payer)).toMatchObject({ kind: "failed", reason: "abandoned" });
  });

  it("a link that was paid and then stopped tells its payer of the receipt and nobody that nothing was charged", async () => {
    const link = await createLink(merchant, { max_uses: 3 });
    const payer = new PayerBrowser();
    await payer.goToPayment(link);
    await product.sandbox.pay(link.provider_id ?? "");
    await follow(link);
    await deactivatePaylink(makeContext(merchant), { id: link.id });
    expect(await sharePage(link, payer)).toMatchObject({ kind: "already_paid" });
    expect(await sharePage(link)).toMatchObject({ kind: "cancelled", wasPaid: true });
  });

  it("a cookie of another link's payment proves nothing here", async () => {
    const [mine, foreign] = [await createLink(merchant), await createLink(merchant)];
    const token = await new PayerBrowser().goToPayment(foreign);
    const forger = { cookie: () => token };
    expect(await sharePage(mine, forger)).toMatchObject({ kind: "offer", resumable: false });
  });
});

/** The return capability the provider was given for a link. */
async function returnSegment(link: PaylinkDto): Promise<string> {
  const [there] = await product.sandbox.linksOf(link.provider_reference);
  return there?.succeed_url.split("/").at(-1) ?? "";
}
