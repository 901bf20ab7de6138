import { describe, expect, it } from "vitest";
import { paywallAdapter } from "@/lib/providers/paywall/adapter";
import type { ThreeDRequest } from "@/lib/providers/three-d";
import { envelope, usePlayedPaywall } from "./played-paywall";
import { GUID, request, started, TYPED, tl } from "./start-request";

const paywall = usePlayedPaywall({ timeoutMs: 1_500 });
const provider = () => paywallAdapter(paywall.connection);
async function start(wish: Partial<ThreeDRequest> = {}) {
  paywall.succeed(started);
  const outcome = await provider().startThreeD(request(wish));
  return { outcome, body: JSON.parse(paywall.heard.at(-1)?.text ?? "{}") };
}

const products = async (wish: Partial<ThreeDRequest>) => {
  const { body } = await start(wish);
  return body.Products.map((row: { ProductName: string; ProductAmount: number }) => [
    row.ProductName,
    row.ProductAmount,
  ]);
};

describe("a start", () => {
  it("of a typed card carries everything the service asks for, byte for byte", async () => {
    paywall.succeed(started);
    const watch = { url: "https://us.example/watch", minutes: 10 };
    await provider().startThreeD(request({ card: TYPED, hold: true, installments: 3, watch }));
    expect(paywall.heard[0]?.path).toBe("/pay/api/paywall/payment/start3d");
    expect(paywall.heard[0]?.text).toBe(
      '{"PaymentDetail":{"Amount":149.9,"MerchantUniqueCode":"ORD-1","TrackingCode":"ORD-1","Half3D":true,' +
        '"MerchantSuccessBackUrl":"https://us.example/ok","MerchantFailBackUrl":"https://us.example/no",' +
        '"ClientIP":"203.0.113.7","CurrencyId":1,"Installment":3,"ChannelId":1,"PayWatch":{"Watch":true,' +
        '"PaymentStatus":[{"Id":2}],"ActionId":4,"WebhookAddress":"https://us.example/watch","WatchMin":10},' +
        '"PayWatchMultipleSupport":false},"Card":{"OwnerName":"Deniz Ornek","Number":"5293601234567896",' +
        '"ExpireMonth":"03","ExpireYear":"2029","Cvv":"007"},"Customer":{"FullName":"Deniz Ornek",' +
        '"Phone":"5550000001","Email":"d@e.f","Country":"Turkey","City":"Izmir","Address":"Ornek sk. 1"},' +
        '"Products":[{"ProductId":"1","ProductName":"Mug","ProductCategory":"-","ProductDescription":"Mug",' +
        '"ProductAmount":149.9}]}',
    );
  });

  it("of a token sends the token, never a card, and answers where to go", async () => {
    const { outcome, body } = await start();
    expect(outcome).toEqual({ kind: "redirect", url: "https://agent.example/x", session: {}, transactionId: GUID });
    expect(body.Card).toEqual({ TempCardToken: "2c9b7f60" });
    expect(body.PaymentDetail).toMatchObject({ Installment: 1, Half3D: false });
    expect(body.PaymentDetail).not.toHaveProperty("PayWatch");
  });

  it("keeps a card for its owner when asked to, and one that is stored not again", async () => {
    const keepCard = { owner: "cus_1", label: "İş kartı" };
    const save = { Save: true, Nickname: "İş kartı", RelationalId1: "cus_1" };
    expect((await start({ card: TYPED, keepCard })).body.Card).toMatchObject({ CardSave: save });
    expect((await start({ keepCard })).body.Card).toEqual({ TempCardToken: "2c9b7f60", CardSave: save });
  });

  it("hands the recorder neither a card nor a token nor a name", async () => {
    await start({ card: TYPED });
    await start();
    expect(JSON.stringify(paywall.recorded)).not.toMatch(/529360|"007"|2c9b7f60|Deniz|agent\.example/);
  });

  it.each([
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["2001:db8::1", "0.0.0.0"],
  ])("tells the payer's address %s as %s: the field holds no IPv6", async (ip, told) => {
    const { body } = await start({ payer: { ...request().payer, ip } });
    expect(body.PaymentDetail.ClientIP).toBe(told);
  });

  it("fills what the wire demands and nobody knows with a dash", async () => {
    const { body } = await start({ payer: { ...request().payer, city: "", address: "", phone: "" } });
    expect(body.Customer).toMatchObject({ City: "-", Address: "-", Phone: "-", FullName: "Deniz Ornek" });
  });

  it("that is a duplicate is unknown: the first one may be ours", async () => {
    paywall.answer(envelope({ Result: false, ErrorCode: 4, Message: "MerchantUniqueCode already exists" }));
    expect(await provider().startThreeD(request())).toMatchObject({ kind: "unknown" });
    expect(paywall.heard).toHaveLength(1);
  });
});

describe("products add up to what the card is charged", () => {
  const items = [
    { name: "Kupa", quantity: 2, unitAmount: 4_995n },
    { name: "Tabak", quantity: 1, unitAmount: 5_000n },
    { name: "Hediye", quantity: 1, unitAmount: 0n },
  ];

  it("lines of the bill, each with its quantity", async () => {
    expect(await products({ items })).toEqual([
      ["2 x Kupa", 99.9],
      ["Tabak", 50],
    ]);
  });

  it("beside them what instalments add, where the payer bears it", async () => {
    const wish = { items, total: tl(15_591n), payerBearsDifference: true, installments: 3 };
    expect(await products(wish)).toEqual([
      ["2 x Kupa", 99.9],
      ["Tabak", 50],
      ["Taksit farkı", 6.01],
    ]);
    const { body } = await start(wish);
    expect(body.PaymentDetail.Amount).toBe(155.91);
  });

  it.each([
    ["say another sum", [{ name: "Kupa", quantity: 1, unitAmount: 1n }]],
    ["are a discount too", [...items, { name: "İndirim", quantity: 1, unitAmount: -1n }]],
  ])("lines that %s are one product of the whole amount", async (_what, lines) => {
    expect(await products({ items: lines })).toEqual([["Mug", 149.9]]);
  });
});

describe("a stored card", () => {
  const card = (UniqueCode: string, more: object = {}) => ({
    Name: "İş kartı",
    CardNumber: "529360******7896",
    Month: 12,
    Year: 2029,
    UniqueCode,
    Expired: false,
    ...more,
  });
  const pay = (wanted: string) =>
    provider().startThreeD(request({ card: { kind: "stored", owner: "cus_1", card: wanted } }));

  it("is listed first and paid by what it is called today", async () => {
    paywall.succeed([card("today"), card("other", { Year: 2030 })], started);
    expect(await pay("529360******7896/12/2029")).toMatchObject({ kind: "redirect" });
    expect(paywall.heard[0]).toMatchObject({ method: "GET", path: "/card/paywall/card" });
    expect(paywall.heard[0]?.headers).toMatchObject({ relationalid1: "cus_1", apikeyprivate: "prv-key" });
    expect(JSON.parse(paywall.heard[1]?.text ?? "").Card).toEqual({ UniqueCode: "today" });
  });

  it.each([
    ["nobody stored", []],
    ["this owner never stored", [card("other", { Year: 2030 })]],
    ["two look alike", [card("a"), card("b")]],
  ])("that %s is a definite no, nothing is started", async (_what, list) => {
    paywall.succeed(list, started);
    expect(await pay("529360******7896/12/2029")).toMatchObject({ kind: "rejected", code: "stored_card_not_one" });
    expect(paywall.heard).toHaveLength(1);
  });
});

describe("a card that goes from the browser to the provider", () => {
  it("needs a token that our server opens; the browser learns no key", async () => {
    paywall.succeed({ TempTokenId: 1, Token: "b1a7f7a4", ExpiryDateTime: "2025-11-03T14:35:11.0000000+03:00" });
    const { card: _none, ...rest } = request();
    const grant = await provider().prepareCardEntry(rest);
    expect(grant).toEqual({
      kind: "granted",
      protocol: "paywall_temp_card",
      url: `${paywall.connection.hosts.payment}/api/paywall/tempcard`,
      fields: { token: "b1a7f7a4" },
      expiresAt: new Date("2025-11-03T11:35:11.000Z"),
    });
    expect(JSON.stringify(grant)).not.toMatch(/pub-key|prv-key|pub-client|prv-client/);
    const scope = { ClientCardSave: true, ThreeDSession: false, ExpiryMin: 30 };
    expect(JSON.parse(paywall.heard[0]?.text ?? "")).toEqual(scope);
    expect(JSON.stringify(paywall.recorded)).not.toContain("b1a7f7a4");
  });

  it("is refused or unknown as the provider says", async () => {
    const { card: _none, ...rest } = request();
    paywall.answer(envelope({ Result: false, ErrorCode: 2, Message: "no" }));
    expect(await provider().prepareCardEntry(rest)).toMatchObject({ kind: "rejected", code: "2" });
    paywall.answer("", 502);
    expect(await provider().prepareCardEntry(rest)).toMatchObject({ kind: "unknown" });
  });
});

describe("payments of a reference", () => {
  const row = (change: object) => ({
    PaymentId: 5,
    UniqueCode: GUID,
    MerchantUniqueCode: "REF-1",
    TrackingCode: "REF-1",
    AnySuccessPayment: false,
    StatusId: 5,
    TypeId: 1,
    CurrencyId: 1,
    PaymentAmount: 149.9,
    CommissionAmount: 0,
    ...change,
  });
  const second = { UniqueCode: "7b", MerchantUniqueCode: "REF-1-2", AnySuccessPayment: true, StatusId: 4 };
  const none = envelope({ Result: false, ErrorCode: 56, Message: "none" });

  /** Answers each service by the end of its path. */
  const answers = (byPath: Record<string, unknown>) =>
    paywall.play((response, { path }) => {
      const key = Object.keys(byPath).find((end) => path.endsWith(end)) ?? "";
      response.end(JSON.stringify(byPath[key]));
    });
  const list = (...rows: object[]) => envelope({ Body: { List: rows } });
  const ask = () => provider().queryTransactions({ reference: "REF-1", linkId: "77001" });

  it("a second try on a page is found by the tracking code and counts as the page's", async () => {
    answers({ query: envelope({ Body: { Paywall: row({}) } }), trackingcode: list(row({}), row(second)) });
    expect(await ask()).toMatchObject({
      kind: "found",
      transactions: [
        { verdict: "failed", reference: "REF-1" },
        { verdict: "captured", reference: "REF-1", transactionId: "7b" },
      ],
    });
  });

  it("a row of another tracking code is nobody's", async () => {
    const page = envelope({ Body: { Id: 77_001, Amount: 1, SuccessPayment: false } });
    answers({ query: none, trackingcode: list(row({ ...second, TrackingCode: "REF-2" })), inquiry: page });
    expect(await ask()).toMatchObject({ kind: "absent" });
  });

  it.each([
    ["says that it was paid", envelope({ Body: { Id: 77_001, Amount: 1, SuccessPayment: true } })],
    ["says nothing about it", envelope({ Body: { Id: 77_001, Amount: 1 } })],
    ["is not found", none],
  ])("'no payment' is not believed while the page %s", async (_what, inquiry) => {
    answers({ query: none, trackingcode: none, inquiry });
    expect(await ask()).toMatchObject({ kind: "unknown" });
  });

  it("'no payment' is not believed when one way of asking failed", async () => {
    answers({ query: none, trackingcode: { broken: true }, inquiry: none });
    expect(await ask()).toMatchObject({ kind: "unknown" });
  });
});
