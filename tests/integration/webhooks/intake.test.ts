import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { getPaylink } from "@/lib/paylinks/queries";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { env } from "@/lib/runtime/env";
import { makeContext } from "../../support/context";
import { createMerchant, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { atProvider, createLink } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { accountCapability, deliver, eventsOf, type Sent } from "./deliveries";

const product = useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const post = (capability: string, sent: Sent = {}) => deliver(product, capability, sent);

const notice = (link: PaylinkDto, more: object = {}) => ({
  referance_no: link.provider_reference,
  amount: link.amount / 100,
  currency: "TRY",
  is_succeed: true,
  ...more,
});

const jobsOf = (linkId: string) =>
  product.rows("select id from pgboss.job where name = 'follow-paylink' and singleton_key = $1", [linkId]);
const linkNow = (one: TestMerchant, link: PaylinkDto) => getPaylink(makeContext(one), link.id);

describe("a delivery with a good capability", () => {
  it("is stored with the question it raises before 200 is said", async () => {
    const link = await createLink(merchant);
    const { confirmation_url } = await atProvider(product.sandbox, link);
    const answer = await post("", { path: new URL(confirmation_url).pathname.replace(/\/$/, ""), body: notice(link) });
    expect(answer).toEqual({ status: 200, body: { received: true } });
    const [event] = await product.rows(
      "select status, deliveries, trust, subject_id from provider_events where subject_id = $1",
      [link.id],
    );
    expect(event).toEqual({ status: "received", deliveries: 1, trust: "signed", subject_id: link.id });
    expect(await jobsOf(link.id)).toHaveLength(1);
  });

  it("five times at once is one event with five deliveries", async () => {
    const link = await createLink(merchant);
    const capability = (await atProvider(product.sandbox, link)).confirmation_url.split("/").at(-1) ?? "";
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(capability, { body: notice(link) })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await product.rows("select deliveries from provider_events where subject_id = $1", [link.id])).toEqual([
      { deliveries: 5 },
    ]);
  });

  it("both slash forms and the mixed-case reference spelling are taken, never redirected", async () => {
    const link = await createLink(merchant);
    const capability = (await atProvider(product.sandbox, link)).confirmation_url.split("/").at(-1) ?? "";
    expect((await post(`${capability}/`, { body: notice(link, { n: 1 }) })).status).toBe(200);
    expect((await post(capability, { body: notice(link, { n: 2 }) })).status).toBe(200);
  });

  it("whose body cannot be parsed is stored too, and asked about", async () => {
    const link = await createLink(merchant);
    const capability = (await atProvider(product.sandbox, link)).confirmation_url.split("/").at(-1) ?? "";
    for (const body of ["{", "", "\u0000\u0001", "[1e400]", '{"__proto__":{"x":1}}', "<html>"]) {
      expect((await post(capability, { body })).status).toBe(200);
    }
    expect((await jobsOf(link.id)).length).toBeGreaterThan(0);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it("an account capability finds the link by referance_no", async () => {
    const link = await createLink(merchant);
    expect((await post(accountCapability(merchant), { body: notice(link) })).status).toBe(200);
    expect(await product.rows("select subject_id from provider_events where subject_id = $1", [link.id])).toHaveLength(
      1,
    );
    expect(await jobsOf(link.id)).toHaveLength(1);
  });

  it("an unknown reference is kept as unmatched and raises no question", async () => {
    const one = await createMerchant();
    expect((await post(accountCapability(one), { body: { referance_no: "NOBODY-KNOWS" } })).status).toBe(200);
    expect(await eventsOf(product, one)).toMatchObject([{ status: "unmatched", subject_id: null }]);
  });

  it("an unmatched one is matched when it is delivered again after its link exists", async () => {
    const one = await createMerchant();
    const link = await createLink(one);
    const body = notice(link);
    await product.rows("update paylinks set provider_reference = 'later' where id = $1", [link.id]);
    await post(accountCapability(one), { body });
    await product.rows("update paylinks set provider_reference = $2 where id = $1", [link.id, link.provider_reference]);
    await post(accountCapability(one), { body });
    expect(await eventsOf(product, one)).toMatchObject([{ status: "received", deliveries: 2, subject_id: link.id }]);
    expect(await jobsOf(link.id)).toHaveLength(1);
  });

  it("with a card number in the body is stored with the number masked", async () => {
    const link = await createLink(merchant);
    const capability = (await atProvider(product.sandbox, link)).confirmation_url.split("/").at(-1) ?? "";
    await post(capability, { body: notice(link, { card_number: "4355084355084358", note: "4355 0843 5508 4358" }) });
    const [event] = await product.rows<{ body: string }>("select body from provider_events where subject_id = $1", [
      link.id,
    ]);
    expect(event?.body).toContain("435508******4358");
    expect(event?.body).not.toMatch(/4355 ?0843 ?5508 ?4358/);
  });

  it("signed with the older key still verifies while it stays configured", async () => {
    const keys = [...env().CAPABILITY_KEYS].reverse();
    expect((await post(accountCapability(merchant, { keys }))).status).toBe(200);
  });
});

describe("what the body claims", () => {
  it.each([
    ["a paid link that is not", { is_succeed: true }],
    ["a wrong amount", { amount: 0.01 }],
    ["another currency", { currency: "USD" }],
  ])("changes nothing: %s", async (_what, claim) => {
    const link = await createLink(merchant);
    const capability = (await atProvider(product.sandbox, link)).confirmation_url.split("/").at(-1) ?? "";
    await post(capability, { body: notice(link, claim) });
    await followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
    expect(await linkNow(merchant, link)).toMatchObject({ status: "active", amount_paid: 0 });
    expect(await product.rows("select 1 from payments where paylink_id = $1", [link.id])).toEqual([]);
  });

  it("a wrong amount beside a real payment: the provider's answer is booked", async () => {
    const link = await createLink(merchant);
    await product.sandbox.fault("webhook", "wrong_amount");
    await product.sandbox.pay(link.provider_id ?? "");
    await followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
    expect(await linkNow(merchant, link)).toMatchObject({ status: "paid", amount_paid: 100_000 });
  });

  it("another merchant's reference under one's own capability touches nobody", async () => {
    const [mine, other] = [await createMerchant(), await createMerchant({ sandboxKey: SANDBOX_KEYS.other })];
    const theirs = await createLink(other);
    expect((await post(accountCapability(mine), { body: notice(theirs) })).status).toBe(200);
    expect(await eventsOf(product, mine)).toMatchObject([{ status: "unmatched", subject_id: null }]);
    expect(await eventsOf(product, other)).toEqual([]);
    expect(await jobsOf(theirs.id)).toEqual([]);
  });

  it("the reference of another link of the same merchant does not move the capability's question", async () => {
    const [mine, another] = [await createLink(merchant), await createLink(merchant)];
    const capability = (await atProvider(product.sandbox, mine)).confirmation_url.split("/").at(-1) ?? "";
    await post(capability, { body: notice(another) });
    expect(await jobsOf(mine.id)).toHaveLength(1);
    expect(await jobsOf(another.id)).toEqual([]);
  });
});

describe("what is refused is not stored", () => {
  it.each<[string, number, () => string | Promise<string>]>([
    ["nonsense", 401, () => "abc"],
    ["another provider's", 401, () => accountCapability(merchant, { provider: "paywall" })],
    [
      "a key we never had",
      401,
      () => accountCapability(merchant, { keys: [{ id: "new", secret: "not-our-secret-at-all" }] }),
    ],
    [
      "a key that is gone",
      401,
      () => accountCapability(merchant, { keys: [{ id: "gone", secret: "capability-secret-number-one" }] }),
    ],
    [
      "an expired one",
      401,
      () => accountCapability(merchant, { expires: new Date(systemClock.now().getTime() - 1_000) }),
    ],
    [
      "a return's",
      401,
      async () => (await atProvider(product.sandbox, await createLink(merchant))).succeed_url.split("/").at(-1) ?? "",
    ],
    [
      "one with a changed subject",
      401,
      () => accountCapability(merchant).replace(merchant.accountId, "pa_00000000000000000000000000"),
    ],
  ])("%s: %i", async (_what, status, capability) => {
    const before = await eventsOf(product, merchant);
    expect((await post(await capability(), { body: { referance_no: "x" } })).status).toBe(status);
    expect(await eventsOf(product, merchant)).toEqual(before);
  });

  it.each(["GET", "PUT", "DELETE", "PATCH"])("%s: 405", async (method) => {
    expect((await post(accountCapability(merchant), { method })).status).toBe(405);
  });

  it("a body above 64 KiB: 413", async () => {
    expect((await post(accountCapability(merchant), { body: "x".repeat(65 * 1024) })).status).toBe(413);
    expect((await post(accountCapability(merchant), { body: { pad: "x".repeat(60 * 1024) } })).status).toBe(200);
  });
});
