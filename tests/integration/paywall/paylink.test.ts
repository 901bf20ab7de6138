import { beforeAll, describe, expect, it } from "vitest";
import { viewPayPage } from "@/lib/checkout/queries";
import { resolveReturn } from "@/lib/checkout/returns/resolve-return";
import { sweepDue } from "@/lib/jobs/sweep-due.system";
import { systemClock } from "@/lib/kernel/clock";
import { createPaylink } from "@/lib/paylinks/create-paylink";
import { deactivatePaylink } from "@/lib/paylinks/deactivate-paylink";
import { getPaylink } from "@/lib/paylinks/queries";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { linkAbilities } from "@/lib/settings/link-abilities.queries";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { capabilityOf, createLink, linkInput, PayerBrowser, shareTokenOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { DAY, FAILS, follow, paymentsOf, usePaywall } from "./paywall-payer";

const product = useProduct({ providerTimeoutMs: 1_500 });
const paywall = usePaywall(product);
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant({ provider: "paywall" });
});

const owner = () => makeContext(merchant);
const link = (wish: Record<string, unknown> = {}) => createLink(merchant, { provider: "paywall", ...wish });
const now = (one: PaylinkDto) => getPaylink(owner(), one.id);

async function comeBack(payer: PayerBrowser, address: string): Promise<string> {
  const target = await resolveReturn({
    provider: "paywall",
    segment: capabilityOf(address),
    transactionId: undefined,
    cookie: payer.cookie,
    address: "198.51.100.7",
    clock: systemClock,
  });
  return target.path;
}

describe("a paylink on Paywall's common page", () => {
  it("goes from our offer to the provider's page, back, and is paid by the answer to our own query", async () => {
    const made = await link({ amount: 14_990, expires_in_hours: 48 });
    expect(made).toMatchObject({ status: "active", provider: "paywall", provider_id: expect.stringMatching(/^\d+$/) });
    expect(await viewPayPage(shareTokenOf(made), { cookie: () => undefined })).toMatchObject({ kind: "offer" });
    const payer = new PayerBrowser();
    expect(await payer.goToPayment(made)).toBeDefined();
    const back = await paywall.payOnPage(made.url ?? "");
    expect(back).toContain("/api/returns/paywall/");
    expect(await comeBack(payer, back)).toMatch(/^\/pay\//);
    await follow(merchant, made);
    expect(await now(made)).toMatchObject({ status: "paid", amount_paid: 14_990, uses: 1 });
    const [payment] = await paymentsOf(merchant, made);
    expect(payment).toMatchObject({
      status: "captured",
      amount_charged: 14_990,
      review: null,
      trust: "confirmed",
      card: { bin: "529360", last4: "7896" },
    });
    expect(payment?.net).toBe(14_990 - (payment?.commission ?? 0));
    const token = shareTokenOf(made);
    expect(await viewPayPage(token, { cookie: payer.cookie })).toMatchObject({ kind: "already_paid", amount: "14990" });
  });

  it("whose page was paid at the second try is paid: the first, declined, is a try of the same payment", async () => {
    const made = await link();
    const payer = new PayerBrowser();
    await payer.goToPayment(made);
    await paywall.payOnPage(made.url ?? "", { card: FAILS });
    await follow(merchant, made);
    expect(await paymentsOf(merchant, made)).toMatchObject([{ status: "failed" }]);
    await paywall.payOnPage(made.url ?? "");
    await follow(merchant, made);
    const all = await paymentsOf(merchant, made);
    expect(all.filter(({ status }) => status === "captured")).toHaveLength(1);
    expect(await now(made)).toMatchObject({ status: "paid", amount_paid: 100_000 });
  });

  it("paid without any return or callback is found by the ladder's question", async () => {
    const made = await link();
    await new PayerBrowser().goToPayment(made);
    await paywall.control("POST", `checkouts/${made.provider_id}/finish`, { result: "close_after" });
    await follow(merchant, made);
    expect(await now(made)).toMatchObject({ status: "paid" });
  });

  it("is asked about as long as it can be paid: no list would find money that nobody told of", async () => {
    const made = await link({ expires_in_hours: 48 });
    const due = async () => {
      const [row] = await product.rows<{ seconds: number | null }>(
        "select extract(epoch from next_check_at - vezne_now())::int as seconds from paylinks where id = $1",
        [made.id],
      );
      return row?.seconds ?? null;
    };
    expect(await due()).toBeGreaterThan(3_500);
    for (let hour = 0; hour < 10; hour += 1) {
      await product.advance(3_601);
      await sweepDue();
      await follow(merchant, made);
      expect(await due()).toBeGreaterThan(hour < 8 ? 0 : 3_500);
    }
    await paywall.control("POST", `checkouts/${made.provider_id}/finish`, { result: "close_after" });
    await product.rows("delete from pgboss.job where singleton_key = $1", [made.id]);
    await product.advance(3_700);
    await sweepDue();
    const job = "select id from pgboss.job where name = 'follow-paylink' and singleton_key = $1";
    expect((await product.rows(job, [made.id])).length).toBeGreaterThan(0);
    await follow(merchant, made);
    expect(await now(made)).toMatchObject({ status: "paid" });
    expect(await due()).toBeNull();
    const other = await link({ expires_in_hours: 1 });
    await product.advance(26 * 3_600);
    await sweepDue();
    for (let step = 0; step < 8; step += 1) {
      await follow(merchant, other);
      await product.advance(3_600);
      await sweepDue();
    }
    const ends = "select next_check_at from paylinks where id = $1";
    expect(await product.rows(ends, [other.id])).toEqual([{ next_check_at: null }]);
  });

  it("left at the bank stays open until the provider's watch ends it, and then nothing was charged", async () => {
    const made = await link();
    await new PayerBrowser().goToPayment(made);
    await paywall.control("POST", `checkouts/${made.provider_id}/finish`, { result: "close_before" });
    await follow(merchant, made);
    expect((await paymentsOf(merchant, made))[0]?.status).not.toMatch(/failed|captured/);
    await product.advance(26 * 60);
    await follow(merchant, made);
    expect(await paymentsOf(merchant, made)).toMatchObject([{ status: "failed" }]);
    expect(await now(made)).toMatchObject({ status: "active", amount_paid: 0 });
  });

  it("closed by staff ends at our side at once; money that still arrives is booked and flagged as late", async () => {
    const made = await link();
    expect(await deactivatePaylink(owner(), { id: made.id })).toMatchObject({
      status: "deactivated",
      because: { code: "closed_at_our_side_only" },
    });
    expect(await new PayerBrowser().goToPayment(made)).toBeUndefined();
    await paywall.payOnPage(made.url ?? "");
    await follow(merchant, made);
    expect(await now(made)).toMatchObject({ status: "paid", review: "late", amount_paid: 100_000 });
    expect(await paymentsOf(merchant, made)).toMatchObject([{ status: "captured", review: "late" }]);
  });

  it("ends by its own time at the provider too", async () => {
    const made = await link({ expires_in_hours: 1 });
    expect((await fetch(made.url ?? "")).status).toBe(200);
    await product.advance(3_601);
    expect((await fetch(made.url ?? "")).status).not.toBe(200);
  });

  it("whose create was lost is never made twice and never paid: nobody has its address", async () => {
    await paywall.fault("checkout/generate", "drop_after", { times: 1 });
    const before = (await paywall.truth()).links.length;
    const made = await link();
    expect(made).toMatchObject({ status: "creating", url: null });
    await follow(merchant, made);
    expect(await now(made)).toMatchObject({
      status: "failed",
      because: { code: "provider_cannot_be_asked_for_link" },
    });
    expect((await paywall.truth()).links.length).toBe(before + 1);
  });

  it("refused by the provider says so and leaves nothing", async () => {
    await paywall.fault("checkout/generate", "status", { status: 500, times: 1 });
    expect(await link()).toMatchObject({ status: "creating" });
  });

  it.each([
    ["more uses than one", { max_uses: 2 }, "max_uses"],
    ["commission on top", { add_commission: true }, "add_commission"],
    ["an e-mail from the provider", { customer: { name: "A", email: "a@b.co" }, send: ["email"] }, "send"],
    ["pinned instalments", { installment_key: "x" }, "installment_key"],
    ["a dealer", { agent_id: "2044" }, "agent_id"],
  ])("with %s is refused before anything is created", async (_what, wish, path) => {
    const before = await paywall.calls("checkout/generate");
    await expect(createPaylink(owner(), linkInput({ provider: "paywall", ...wish }))).rejects.toMatchObject({
      code: "invalid_input",
      details: { errors: [{ path, message: "provider_cannot_do_this" }] },
    });
    expect(await paywall.calls("checkout/generate")).toHaveLength(before.length);
  });

  it("is offered in the form with what the provider can do", async () => {
    expect(await linkAbilities(owner())).toMatchObject({ create: true, manyUses: false, sendsSms: false });
    await expect(linkAbilities(makeContext(merchant, { role: "auditor" }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("whose page says that it was paid while no payment is found is never called abandoned", async () => {
    const made = await link();
    await new PayerBrowser().goToPayment(made);
    await paywall.payOnPage(made.url ?? "");
    await paywall.fault("private/query", "lag", { delay_ms: DAY * 1_000, times: 5 });
    await paywall.fault("private/query/by/trackingcode", "lag", { delay_ms: DAY * 1_000, times: 5 });
    for (let round = 0; round < 5; round += 1) {
      await follow(merchant, made);
      await product.advance(10 * 60);
    }
    expect((await paymentsOf(merchant, made))[0]?.status).not.toMatch(/expired|failed/);
    await follow(merchant, made);
    expect(await now(made)).toMatchObject({ status: "paid" });
  });
});
