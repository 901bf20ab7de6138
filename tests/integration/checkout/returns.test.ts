import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it } from "vitest";
import { GET, POST } from "@/app/api/returns/[provider]/[capability]/route";
import { viewPayPage } from "@/lib/checkout/queries";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { makeContext } from "../../support/context";
import { eventuallyPasses } from "../../support/eventually-passes";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { atProvider, capabilityOf, createLink, PayerBrowser } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const follow = (link: PaylinkDto) => followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
const paymentsOf = async (link: PaylinkDto) =>
  (await listPayments(makeContext(merchant), PaymentFilter.parse({ paylink_id: link.id }))).data;
const journalsOf = (link: PaylinkDto) =>
  product.rows("select 1 from journals j join payments p on p.id = j.payment_id where p.paylink_id = $1", [link.id]);
const kindAt = async (path: string) =>
  (await viewPayPage(path.slice("/pay/".length).split("?")[0] ?? "", { cookie: () => undefined })).kind;

async function quietlyPay(link: PaylinkDto) {
  await product.sandbox.fault("webhook", "none");
  return product.sandbox.pay(link.provider_id ?? "");
}

const webhookArrived = (link: PaylinkDto) =>
  eventuallyPasses(async () =>
    expect(
      await product.rows("select 1 from provider_events where subject_id = $1 and source = 'webhook'", [link.id]),
    ).toHaveLength(1),
  );

describe("a browser that comes back", () => {
  it("before any webhook: the query proves it paid and leads to that payer's receipt", async () => {
    const link = await createLink(merchant);
    const { succeed_url } = await atProvider(product.sandbox, link);
    const payer = new PayerBrowser();
    const token = await payer.goToPayment(link);
    const { xact_id } = await quietlyPay(link);
    expect(await payer.comeBack(succeed_url, xact_id)).toBe(`/pay/${token}`);
    expect(await kindAt(`/pay/${token}`)).toBe("paid");
  });

  it("after the webhook: shows paid, books nothing more", async () => {
    const link = await createLink(merchant);
    const { succeed_url } = await atProvider(product.sandbox, link);
    const payer = new PayerBrowser();
    const token = await payer.goToPayment(link);
    const { xact_id } = await product.sandbox.pay(link.provider_id ?? "");
    await webhookArrived(link);
    await follow(link);
    expect(await payer.comeBack(succeed_url, xact_id)).toBe(`/pay/${token}`);
    expect(await journalsOf(link)).toHaveLength(1);
  });

  it("return and webhook at once, five times each: one payment, one journal", async () => {
    const link = await createLink(merchant);
    const { succeed_url } = await atProvider(product.sandbox, link);
    const payer = new PayerBrowser();
    const token = await payer.goToPayment(link);
    const { xact_id } = await product.sandbox.pay(link.provider_id ?? "");
    const paths = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const [path] = await Promise.all([payer.comeBack(succeed_url, xact_id), follow(link)]);
        return path;
      }),
    );
    expect(new Set(paths)).toEqual(new Set([`/pay/${token}`]));
    expect(await journalsOf(link)).toHaveLength(1);
    expect(await paymentsOf(link)).toHaveLength(1);
  });

  it("declined: leads to the payer's own page that says so", async () => {
    const link = await createLink(merchant);
    const { error_url } = await atProvider(product.sandbox, link);
    const payer = new PayerBrowser();
    const token = await payer.goToPayment(link);
    const { xact_id } = await product.sandbox.pay(link.provider_id ?? "", { otp: "wrong" });
    expect(await payer.comeBack(error_url, xact_id)).toBe(`/pay/${token}`);
    expect(await kindAt(`/pay/${token}`)).toBe("failed");
  });

  it("a provider that cannot be asked: the page says checking and the question is due within seconds", async () => {
    const link = await createLink(merchant);
    const { succeed_url } = await atProvider(product.sandbox, link);
    const payer = new PayerBrowser();
    const token = await payer.goToPayment(link);
    const { xact_id } = await quietlyPay(link);
    await product.sandbox.fault("transaction/check", "status", { status: 500 });
    expect(await payer.comeBack(succeed_url, xact_id)).toBe(`/pay/${token}`);
    expect(await kindAt(`/pay/${token}`)).toBe("checking");
    const [row] = await product.rows(
      "select next_check_at <= vezne_now() + interval '10 seconds' as soon from paylinks where id = $1",
      [link.id],
    );
    expect(row).toEqual({ soon: true });
    await follow(link);
    expect(await kindAt(`/pay/${token}`)).toBe("paid");
  });

  it("without a cookie: the proven transaction still leads to its own page", async () => {
    const link = await createLink(merchant);
    const { succeed_url } = await atProvider(product.sandbox, link);
    await new PayerBrowser().goToPayment(link);
    const { xact_id } = await quietlyPay(link);
    expect(await kindAt(await new PayerBrowser().comeBack(succeed_url, xact_id))).toBe("paid");
  });
});

describe("two browsers on one link", () => {
  it("each gets its own receipt, in whatever order they come back", async () => {
    const link = await createLink(merchant, { max_uses: 5 });
    const { succeed_url } = await atProvider(product.sandbox, link);
    const [ayse, ali] = [new PayerBrowser(), new PayerBrowser()];
    const [tokenOfAyse, tokenOfAli] = [await ayse.goToPayment(link), await ali.goToPayment(link)];
    const paidByAyse = await quietlyPay(link);
    const paidByAli = await quietlyPay(link);
    expect(await ali.comeBack(succeed_url, paidByAli.xact_id)).toBe(`/pay/${tokenOfAli}`);
    expect(await ayse.comeBack(succeed_url, paidByAyse.xact_id)).toBe(`/pay/${tokenOfAyse}`);
    const references = (await paymentsOf(link)).map(({ provider_refs }) => provider_refs.xact_id).sort();
    expect(references).toEqual([paidByAyse.xact_id, paidByAli.xact_id].sort());
    expect(await journalsOf(link)).toHaveLength(2);
  });

  it("a webhook that was faster never gives one payer's page to the other", async () => {
    const link = await createLink(merchant, { max_uses: 5 });
    const { succeed_url } = await atProvider(product.sandbox, link);
    const [ayse, ali] = [new PayerBrowser(), new PayerBrowser()];
    await ayse.goToPayment(link);
    const tokenOfAli = await ali.goToPayment(link);
    const { xact_id } = await product.sandbox.pay(link.provider_id ?? "");
    await follow(link);
    expect(await kindAt(`/pay/${tokenOfAli}`)).not.toBe("paid");
    expect(await kindAt(await ayse.comeBack(succeed_url, xact_id))).toBe("paid");
    expect(await kindAt(`/pay/${tokenOfAli}`)).not.toBe("paid");
  });
});

describe("what a browser brings is a hint", () => {
  it("the xact_id of another link is not booked here", async () => {
    const [mine, foreign] = [await createLink(merchant), await createLink(merchant)];
    const { succeed_url } = await atProvider(product.sandbox, mine);
    const { xact_id } = await quietlyPay(foreign);
    const payer = new PayerBrowser();
    const token = await payer.goToPayment(mine);
    expect(await payer.comeBack(succeed_url, xact_id)).toBe(`/pay/${token}`);
    expect(await kindAt(`/pay/${token}`)).toBe("checking");
    expect(await journalsOf(mine)).toEqual([]);
    expect(await journalsOf(foreign)).toEqual([]);
  });

  it.each(["xk_ForgedForgedForged", "xk_../../secret", "'; drop table payments; --", ""])(
    "a forged xact_id (%j) books nothing",
    async (forged) => {
      const link = await createLink(merchant);
      const { succeed_url } = await atProvider(product.sandbox, link);
      const payer = new PayerBrowser();
      await payer.goToPayment(link);
      await payer.comeBack(succeed_url, forged === "" ? undefined : forged);
      expect(await journalsOf(link)).toEqual([]);
    },
  );

  it.each(["", "nonsense", "r~mer_a~pl_b~pa_c~0~new~0000000000000000000000"])(
    "a bad capability (%j) leads to the neutral page and stores nothing",
    async (segment) => {
      const before = await product.rows("select count(*) from provider_events");
      expect(await new PayerBrowser().comeBack(`http://x/${segment}`, "xk_whatever")).toBe("/pay/unknown");
      expect(await product.rows("select count(*) from provider_events")).toEqual(before);
    },
  );

  it("the webhook's capability is not a return's", async () => {
    const link = await createLink(merchant);
    const { confirmation_url } = await atProvider(product.sandbox, link);
    expect(await new PayerBrowser().comeBack(confirmation_url, undefined)).toBe("/pay/unknown");
  });
});

describe("the return address over HTTP", () => {
  const segmentOf = async (link: PaylinkDto) => capabilityOf((await atProvider(product.sandbox, link)).succeed_url);
  const arrive = (
    handler: typeof GET,
    capability: string,
    url: string,
    init: ConstructorParameters<typeof NextRequest>[1] = {},
  ) => handler(new NextRequest(url, init), { params: Promise.resolve({ provider: "paynet", capability }) });

  it.each([
    ["xact_id in the query", "?xact_id=", undefined],
    ["an escaped ampersand in the query", "?order=5&amp;xact_id=", undefined],
    ["a cross-site form post", "", "xact_id="],
  ])("takes %s without a cookie and answers 303", async (_what, query, form) => {
    const link = await createLink(merchant);
    const capability = await segmentOf(link);
    const { xact_id } = await quietlyPay(link);
    const id = encodeURIComponent(xact_id);
    const url = `http://127.0.0.1/api/returns/paynet/${capability}${query === "" ? "" : query + id}`;
    const answer =
      form === undefined
        ? await arrive(GET, capability, url)
        : await arrive(POST, capability, url, {
            method: "POST",
            headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://bank.example" },
            body: form + id,
          });
    expect(answer.status).toBe(303);
    expect(await kindAt(answer.headers.get("location") ?? "")).toBe("paid");
    expect(answer.headers.get("set-cookie")).toMatch(/^vz_payer_.*HttpOnly; SameSite=Lax$/);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("a bad capability answers 303 to a neutral page, without a cookie", async () => {
    const answer = await arrive(GET, "nonsense", "http://127.0.0.1/api/returns/paynet/nonsense?xact_id=xk_abcdef");
    expect([answer.status, answer.headers.get("location"), answer.headers.get("set-cookie")]).toEqual([
      303,
      "/pay/unknown",
      null,
    ]);
  });
});
