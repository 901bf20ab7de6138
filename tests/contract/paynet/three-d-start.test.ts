import { describe, expect, it } from "vitest";
import { CAPABILITIES } from "@/lib/providers/capabilities";
import { providerPage } from "@/lib/providers/paynet/cards/provider-page";
import { recorded, secretKey, threeDRequest, usePlayedPaynet } from "./played-paynet";

const paynet = usePlayedPaynet();
const hasty = usePlayedPaynet({ timeoutMs: 400 });
const IDS = { session_id: "js_EAAAAEXAMPLE1+/*", token_id: "7B6D0C0E-5C1A-4C3A-9C55-0B7F1D1E2A3F" };

const page = () => {
  const at = new URL(`${paynet.baseUrl.replace("127.0.0.1", "localhost")}/v2/gate/tds`);
  at.search = new URLSearchParams(IDS).toString();
  return at.href;
};
/** docs/providers/paynet.md 3.1 */
const started = (change: Record<string, unknown> = {}) => ({
  ...IDS,
  post_url: page(),
  html_content: '<form id="paynetForm" name="paynetForm" method="post" action="x"></form>',
  ...{ object_name: "tds_initial", code: 0, message: "Başarılı İşlem" },
  ...change,
});
const start = (wish: Parameters<typeof threeDRequest>[0] = {}) => paynet.provider.startThreeD(threeDRequest(wish));
const money = (amount: bigint) => ({ amount, currency: "TRY" as const });

describe("what a start sends", () => {
  it("is the documented request, byte for byte, with the raw key", async () => {
    paynet.answer(200, started());
    await start();
    expect(paynet.heard).toHaveLength(1);
    expect(paynet.heard[0]).toMatchObject({ method: "POST", path: "/v2/transaction/tds_initial" });
    expect(paynet.heard[0]?.headers.authorization).toBe(`Basic ${secretKey}`);
    expect(paynet.heard[0]?.text).toBe(
      '{"amount":"149,90","reference_no":"ORD-1001","return_url":"https://shop.example/paynet/3d/return",' +
        '"domain":"shop.example","card_holder":"AYSE ORNEK","pan":"4546711234567890","month":12,"year":2026,' +
        '"cvc":"739","card_holder_phone":"5550000001","card_holder_mail":"ayse@example.com",' +
        '"description":"Sipariş 1001","instalment":0,"pos_type":5,"add_commission":false,"transaction_type":1}',
    );
  });

  it.each([
    [1n, "0,01"],
    [100n, "1,00"],
    [14_990n, "149,90"],
    [123_450n, "1234,50"],
    [100_000_001n, "1000000,01"],
  ])("%i kuruş are the text %s, and it is the total that the card is charged", async (amount, text) => {
    paynet.answer(200, started());
    await start({ price: money(1n), total: money(amount), payerBearsDifference: true, installments: 3, hold: true });
    expect(paynet.heard[0]?.body).toMatchObject({
      ...{ amount: text, add_commission: false, instalment: 3, transaction_type: 3 },
    });
  });

  it("a kept card goes by its name alone, a card to keep with the payer's", async () => {
    paynet.answer(200, started());
    await start({
      card: { kind: "stored", owner: "owner-1", card: "ch_1" },
      keepCard: { owner: "u-1", label: "Kartım" },
    });
    const { body } = paynet.heard[0] ?? { body: {} };
    expect(body).toMatchObject({ card_hash: "ch_1", card_owner_id: "owner-1", save_card: true });
    expect(body).toMatchObject({ card_desc: "Kartım", user_unique_id: "u-1" });
    for (const name of ["pan", "cvc", "month", "year", "card_holder"]) expect(body).not.toHaveProperty(name);
  });

  it("what is recorded holds no card, code, token, name or address, even where an answer repeats the number", async () => {
    paynet.answer(400, {
      type: "invalid_request_error",
      message: "4546711234567890 geçersiz",
      code: 400,
      result_code: 18,
    });
    await start();
    paynet.answer(200, started({ echo: { pan: "4546711234567890" } }));
    await start();
    const text = JSON.stringify(paynet.recorded);
    expect(text).toContain("ORD-1001");
    expect(text).toContain("js_EAAAAEXAMPLE1");
    for (const secret of ["4546711234567890", '"739"', IDS.token_id, "AYSE", "ayse@", "gate/tds", "3d/return"])
      expect(text).not.toContain(secret);
  });
});

describe("the answer to a start", () => {
  it("sends the payer to the provider's page and keeps both ids for the charge", async () => {
    paynet.answer(200, started());
    expect(await start()).toEqual({
      ...{ kind: "redirect", url: page(), transactionId: null },
      session: { ...IDS, flow: "api" },
    });
  });

  it.each([
    ["another host", "https://evil.example/v2/gate/tds"],
    ["a host that only ends alike", "https://notpaynet.com.tr/x"],
    ["a script", "javascript:alert(1)"],
    ["none", undefined],
  ])("with %s for a page is unknown, and nobody is sent there", async (_what, post_url) => {
    paynet.answer(200, started({ post_url }));
    expect(await start()).toEqual({ kind: "unknown", why: "foreign_page" });
  });

  it.each([
    ["100: the reference was paid before", 200, { code: 100, post_url: undefined }, "paid_before"],
    ["no ids", 200, { session_id: "" }, "no_session"],
    ["a code nobody knows", 200, { code: 77 }, "result_77"],
    ["a 500", 500, recorded("server-error"), "http_500"],
    ["a gateway's page", 502, "<html></html>", "http_502"],
    ["half an answer", 200, '{"session_id":"js_', "malformed"],
    ["a limiter", 429, {}, "http_429"],
  ])("with %s is unknown", async (_what, status, body, why) => {
    paynet.answer(status, status === 200 && typeof body === "object" ? started(body) : body);
    expect(await start()).toEqual({ kind: "unknown", why });
    expect(paynet.heard).toHaveLength(1);
  });

  it.each([
    [400, 16, "Kart 3D işlemine kapalıdır"],
    [400, 18, "Kart bilgisi hatalı"],
    [403, 3, "Bayi kapalı"],
    [401, 7, "Yetkisiz"],
  ])("%i with %i is a definite no", async (code, result_code, message) => {
    paynet.answer(code, { type: "invalid_request_error", message, code, result_code });
    expect(await start()).toEqual({ kind: "rejected", code: String(result_code), message });
  });

  it("that does not come is unknown, and nothing is sent again by itself", async () => {
    hasty.play(() => undefined);
    expect(await hasty.provider.startThreeD(threeDRequest())).toEqual({ kind: "unknown", why: "timeout" });
    expect(hasty.heard).toHaveLength(1);
  });
});

describe("a page the payer may be sent to", () => {
  const LIVE = "https://api.paynet.com.tr";
  it.each([
    ["https://api.paynet.com.tr/v1/gate/tds?session_id=js_1", true],
    ["https://pts-api.paynet.com.tr/x", true],
    ["https://pts-paynet.com.tr/S/M?id=1", true],
    ["http://api.paynet.com.tr/x", false],
    ["https://api.paynet.com.tr:8443/x", false],
    ["https://paynet.com.tr@evil.example/x", false],
    ["https://user:pass@api.paynet.com.tr/x", false],
    ["https://paynet.com.tr.evil.example/x", false],
    ["https://evilpaynet.com.tr/x", false],
    ["http://localhost:4010/x", false],
    ["https://localhost/x", false],
    ["//api.paynet.com.tr/x", false],
  ])("%s: %s at the live provider", (address, allowed) => {
    expect(providerPage(LIVE, address) !== undefined).toBe(allowed);
  });

  it.each([
    ["http://localhost:4010/paynet/v2/gate/tds", true],
    ["http://127.0.0.1:4010/paynet/v2/gate/tds", true],
    ["http://localhost:4011/x", false],
    ["http://evil.example:4010/x", false],
  ])("%s: %s at the sandbox", (address, allowed) => {
    expect(providerPage("http://127.0.0.1:4010/paynet", address) !== undefined).toBe(allowed);
  });
});

it("what the capabilities say of cards at Paynet is what the adapter does", async () => {
  expect(CAPABILITIES.paynet).toMatchObject({
    ...{ charge: "ours", threeDHold: true, installmentTable: true, binInfo: true },
    cardEntry: { browserToken: true, serverCard: true },
  });
});
