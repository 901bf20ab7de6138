import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { statements } from "@/db/client";
import { getPaylink } from "@/lib/paylinks/queries";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { env } from "@/lib/runtime/env";
import { signCapability } from "@/lib/webhooks/capability";
import { makeContext } from "../../support/context";
import { eventually } from "../../support/eventually";
import { createMerchant, PAYWALL_SECRET, type TestMerchant } from "../../support/factories";
import { createLink, PayerBrowser } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { follow, usePaywall } from "./paywall-payer";

const product = useProduct();
const paywall = usePaywall(product);
let merchant: TestMerchant;
let strict: TestMerchant;
let unkeyed: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant({ provider: "paywall" });
  strict = await createMerchant({ provider: "paywall", signatureRequired: true });
  const { hash_keys: _none, ...keys } = JSON.parse(PAYWALL_SECRET);
  unkeyed = await createMerchant({ provider: "paywall", sandboxKey: JSON.stringify(keys) });
});

const capability = ({ id, accountId }: TestMerchant) =>
  signCapability(env().CAPABILITY_KEYS, {
    kind: "account",
    provider: "paywall",
    merchantId: id,
    subjectId: accountId,
    accountId,
  });

const hash = (key: string, ...parts: (string | number)[]) =>
  createHash("sha256")
    .update([`pwhash_${key}_sandbox_demo`, ...parts].join("###"))
    .digest("hex");

async function post(segment: string, text: string, contentType = "application/json") {
  const answer = await fetch(`${product.appUrl}/api/webhooks/paywall-callback/${segment}`, {
    method: "POST",
    headers: { "content-type": contentType },
    body: text,
  });
  return { status: answer.status, body: await answer.json() };
}

const latest = async () =>
  (
    await product.rows(
      "select trust, status, subject_id, merchant_id from provider_events order by received_at desc limit 1",
    )
  )[0];

/** Written by hand, as a server would: the amount keeps its two decimals. */
const general = (code: string, more = "", key = "system") =>
  `{"Type":1,"PaymentId":5000123,"Amount":149.90,"OperationAmount":149.90,"UniqueCode":"${code}","Installment":1,${more}` +
  `"Hash":"${hash(key, 5000123, code, "149.90", 1)}","HashFormat":"Payment","HashKeyType":4}`;
const watch = (code: string) =>
  `{"PayWatchId":31001,"PaymentId":5000123,"MerchantUniqueCode":"${code}","PaymentNewStatusId":4,` +
  `"Hash":"${hash("system", 5000123, code)}","HashFormat":"Paywatch","HashKeyType":4}`;
const form = (code: string) =>
  new URLSearchParams([
    ["status", "Success"],
    ["errorMessage", ""],
    ["paymentCode", "6a1d7c52-9f3e-4b1a-8d27-5c0e9b7f4a11"],
    ["uniqueCode", code],
    ["amount", "149.90"],
    ["installment", "1"],
    ["paymentId", "5000123"],
    ["errorMessage", "second"],
    ["hash", hash("3d", 5000123, code, "149.90", 1)],
  ]).toString();
const FORM = "application/x-www-form-urlencoded";

async function link(of = merchant): Promise<PaylinkDto> {
  return createLink(of, { provider: "paywall", amount: 14_990 });
}

describe("a callback with Paywall's hash", () => {
  it.each([
    ["general", general, undefined],
    ["PayWatch", watch, undefined],
    ["3-D form", form, FORM],
  ])("%s: is signed, finds its link and raises its question", async (_what, body, type) => {
    const { id, provider_reference } = await link();
    expect(await post(capability(merchant), body(provider_reference), type)).toEqual({
      status: 200,
      body: { received: true },
    });
    expect(await latest()).toMatchObject({ trust: "signed", status: "received", subject_id: id });
    const jobs = "select id from pgboss.job where name = 'follow-paylink' and singleton_key = $1";
    expect(await product.rows(jobs, [id])).toHaveLength(1);
  });

  it("says success and still moves nothing: the hash covers no state", async () => {
    const made = await link();
    for (const text of [general(made.provider_reference), watch(made.provider_reference)]) {
      await post(capability(merchant), text);
    }
    await follow(merchant, made);
    expect(await getPaylink(makeContext(merchant), made.id)).toMatchObject({ status: "active", amount_paid: 0 });
  });

  it.each([
    ["another amount", (text: string) => text.replaceAll("149.90", "149.91")],
    ["another payment", (text: string) => text.replace("5000123", "5000124")],
    ["another code", (text: string) => text.replace(/"UniqueCode":"/, '"UniqueCode":"x')],
    ["another key's hash", () => general("REF-1", "", "3d")],
    ["another format's name", (text: string) => text.replace('"Payment"', '"Paywatch"')],
    ["a hash that is none", (text: string) => text.replace(/"Hash":"[0-9a-f]+/, '"Hash":"zz')],
  ])("over %s is refused, and kept with its verdict alone", async (_what, change) => {
    const before = await product.rows("select id from provider_events");
    expect(await post(capability(merchant), change(general("REF-1")))).toMatchObject({ status: 401 });
    const kept = await product.rows("select id, status, trust, because->>'text' as why from provider_events");
    expect(kept.filter(({ id }) => !before.some((row) => row.id === id))).toEqual([
      { id: expect.any(String), status: "rejected", trust: "unsigned", why: "bad_signature" },
    ]);
  });

  it("is over the number's own text: two decimals, one, and a comma in a form are taken", async () => {
    const short = general("REF-2").replaceAll("149.90", "149.9");
    expect(await post(capability(merchant), short)).toMatchObject({ status: 200 });
    const comma = form("REF-2").replace("amount=149.90", "amount=149%2C90");
    expect(await post(capability(merchant), comma, FORM)).toMatchObject({ status: 200 });
  });
});

describe("a callback without a hash", () => {
  const bare = (text: string) => text.replace(/"Hash":"[0-9a-f]+",/, "");

  it("is taken for its signed address like an unsigned one of Paynet, and refused where the account demands it", async () => {
    const { provider_reference } = await link();
    expect(await post(capability(merchant), bare(general(provider_reference)))).toMatchObject({ status: 200 });
    expect(await latest()).toMatchObject({ trust: "signed", status: "received" });
    expect(await post(capability(strict), bare(general("REF-3")))).toMatchObject({ status: 401 });
    expect(await post(capability(strict), "{}")).toMatchObject({ status: 401 });
    expect(await post(capability(strict), general("REF-3"))).toMatchObject({ status: 200 });
  });

  it("is taken by the address alone where the account has no such key", async () => {
    expect(await post(capability(unkeyed), bare(general("REF-4")))).toMatchObject({ status: 200 });
    expect(await latest()).toMatchObject({ trust: "signed", merchant_id: unkeyed.id });
  });

  it("unreadable and unknown ones are stored, not dropped", async () => {
    expect(await post(capability(merchant), "<html>")).toMatchObject({ status: 200 });
    expect(await post(capability(merchant), '{"Something":1}')).toMatchObject({ status: 200 });
    expect(await latest()).toMatchObject({ status: "unmatched" });
  });
});

describe("the bare address", () => {
  it("knows an account by its hash where only one can be meant, else it keeps a hint or refuses", async () => {
    const sql = statements("vezne_system");
    await sql`update provider_accounts set sealed_secret = 'unreadable' where merchant_id = ${strict.id}`;
    const { id, provider_reference } = await link();
    await eventually("the kept accounts are old", async () => {
      await post("", general(provider_reference));
      return (await latest())?.subject_id === id;
    });
    expect(await latest()).toMatchObject({ trust: "signed", merchant_id: merchant.id });
    expect(await post("", general(provider_reference).replaceAll("149.90", "1.00"))).toMatchObject({ status: 401 });
    expect((await post("", '{"Type":1}')).status).toBe(200);
  });
});

describe("the sandbox's own callbacks", () => {
  it("of a page, a watch and the panel's listener reach the product and lead to the booking", async () => {
    await paywall.control("POST", "paywall/listeners", {
      url: `${product.appUrl}/api/webhooks/paywall-callback/${capability(merchant)}`,
    });
    const made = await link();
    await new PayerBrowser().goToPayment(made);
    await paywall.payOnPage(made.url ?? "");
    await eventually("both callbacks arrived", async () => {
      const rows = await product.rows(
        "select trust from provider_events where subject_id = $1 and source = 'webhook'",
        [made.id],
      );
      return rows.length === 2 && rows.every(({ trust }) => trust === "signed");
    });
    await follow(merchant, made);
    expect(await getPaylink(makeContext(merchant), made.id)).toMatchObject({ status: "paid" });
    const left = await link();
    await paywall.control("POST", `checkouts/${left.provider_id}/finish`, { result: "close_before" });
    await product.advance(20 * 60 + 1);
    const told =
      "select body from provider_events where subject_id = $1 and source = 'webhook' and body like '%PayWatchId%'";
    await eventually("the watch told", async () => (await product.rows(told, [left.id])).length === 1);
  });
});
