import { describe, expect, it } from "vitest";
import { OTHER_PRIVATE, PRIVATE, PUBLIC, startBody, usePaywallSandbox } from "./paywall-harness";

const sandbox = usePaywallSandbox({ hangMs: 60 });

const watch = { Watch: true, PaymentStatus: [2], ActionId: 4, WebhookAddress: "http://127.0.0.1:9/w", WatchMin: 10 };
const job = { PaymentStatus: [{ Id: 5 }], ActionId: 1, WatchMin: 2 };

describe("keys", () => {
  it.each([
    ["none", {}, 4],
    ["half a pair", { apikeypublic: PUBLIC.apikeypublic }, 4],
    ["the private pair", PRIVATE, 4],
    ["an unknown pair", { apikeypublic: "x", apiclientpublic: "y" }, 64],
    ["a mixed pair", { ...PUBLIC, apiclientpublic: "pwpubclient_sandbox_other" }, 64],
  ])("%s is refused with HTTP 200", async (_what, keys, code) => {
    const answer = await sandbox.post("payment/start3d", startBody(), keys as Record<string, string>);
    expect(answer).toMatchObject({ status: 200, body: { Result: false, ErrorCode: code, Body: null } });
  });

  it("all four headers at once are taken; version answers", async () => {
    expect((await sandbox.get("payment/version", PRIVATE)).body).toMatchObject({ Result: true, Body: "sandbox 1.0" });
  });

  it("one merchant never sees what another made", async () => {
    const { code, guid } = await sandbox.start();
    const asked = await sandbox.get("private/query", { merchantuniquecode: code }, OTHER_PRIVATE);
    expect(asked.body).toMatchObject({ Result: false, ErrorCode: 56 });
    expect((await sandbox.get("private/query/by/uniquecode", { uniquecode: guid }, OTHER_PRIVATE)).body.ErrorCode).toBe(
      56,
    );
  });
});

describe("start3d", () => {
  it("answers a page to open and ids; the payment waits in state 1", async () => {
    const answer = await sandbox.post("payment/start3d", startBody({ detail: { PayWatch: watch } }));
    expect(answer.body).toMatchObject({ ErrorCode: 0, Result: true, Message: "Success", Body: { Message: null } });
    const { Payment, RedirectUrl } = answer.body.Body;
    expect(RedirectUrl).toBe(`${sandbox.pagesUrl}/paywall/callback?UniqueNumber=${Payment.UniqueCode}`);
    const row = await sandbox.query(Payment.MerchantUniqueKey);
    expect(row).toMatchObject({ StatusId: 1, TypeId: 1, AnySuccessPayment: false, CardNumber: "529360******7896" });
  });

  it("takes camelCase, and keeps neither card number nor code", async () => {
    const lower = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(lower)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value).map(([k, v]) => [k.charAt(0).toLowerCase() + k.slice(1), lower(v)]),
            )
          : value;
    expect((await sandbox.post("payment/start3d", lower(startBody()))).body.Result).toBe(true);
    const seen = JSON.stringify([
      (await sandbox.control("GET", "requests?provider=paywall")).body,
      (await sandbox.control("GET", "state")).body,
    ]);
    expect(seen).not.toContain("5293601234567896");
    expect(seen).not.toContain('"000"');
    expect(seen).toContain("529360");
  });

  it.each([
    ["no detail", { ...startBody(), PaymentDetail: null }, 17],
    ["no card", { ...startBody(), Card: null }, 18],
    ["no customer", { ...startBody(), Customer: null }, 2],
    ["a customer without a name", startBody({ customer: { FullName: "" } }), 2],
    ["amount zero", startBody({ detail: { Amount: 0 } }), 45],
    ["amount with three decimals", startBody({ detail: { Amount: 149.901 } }), 45],
    ["amount as text", startBody({ detail: { Amount: "149.90" } }), 45],
    ["no code", startBody({ detail: { MerchantUniqueCode: "" } }), 10],
    ["a code of 251", startBody({ detail: { MerchantUniqueCode: "x".repeat(251) } }), 10],
    ["no success address", startBody({ detail: { MerchantSuccessBackUrl: "" } }), 11],
    [
      "a success address of 251",
      startBody({ detail: { MerchantSuccessBackUrl: `http://a.b/${"x".repeat(250)}` } }),
      11,
    ],
    ["a fail address that is none", startBody({ detail: { MerchantFailBackUrl: "javascript:1" } }), 12],
    ["currency 0", startBody({ detail: { CurrencyId: 0 } }), 8],
    ["installment 0", startBody({ detail: { Installment: 0 } }), 9],
    ["IPv6", startBody({ detail: { ClientIP: "2001:db8::1" } }), 46],
    ["no products", { ...startBody(), Products: [] }, 25],
    ["a sum that differs", startBody({ product: { ProductAmount: 149.89 } }), 26],
    ["discount owner 3", startBody({ product: { DiscountOwnerType: 3 } }), 36],
    ["discount type 3", startBody({ product: { DiscountType: 3 } }), 37],
    ["discount of 101 percent", startBody({ product: { DiscountType: 2, DiscountValue: 101 } }), 38],
    ["cargo type 4", startBody({ product: { CargoType: 4 } }), 40],
    ["cargo without a currency", startBody({ product: { CargoType: 1 } }), 41],
    ["region 58", startBody({ detail: { RegionId: 58 } }), 67],
    ["provider without a key", startBody({ detail: { ProviderBased: true } }), 81],
    ["POS without an id", startBody({ detail: { PosBased: true } }), 82],
    ["route group without a key", startBody({ detail: { PayRouteByPass: true, PayRouteType: 4 } }), 85],
    ["route type 9", startBody({ detail: { PayRouteByPass: true, PayRouteType: 9 } }), 86],
    ["watch of state 4", startBody({ detail: { PayWatch: { ...watch, PaymentStatus: [4] } } }), 48],
    ["watch action 5", startBody({ detail: { PayWatch: { ...watch, ActionId: 5 } } }), 50],
    ["watch of 4 minutes", startBody({ detail: { PayWatch: { ...watch, WatchMin: 4 } } }), 51],
    ["watch without an address", startBody({ detail: { PayWatch: { ...watch, WebhookAddress: "" } } }), 52],
    ["a card without an owner", startBody({ card: { OwnerName: "" } }), 13],
    ["a wrong number", startBody({ card: { Number: "5293601234567897" } }), 14],
    ["month 13", startBody({ card: { ExpireMonth: "13" } }), 15],
    ["year 1", startBody({ card: { ExpireYear: "1" } }), 16],
    ["an expired card", startBody({ card: { Number: "4355084355084358", ExpireYear: "2020" } }), 19],
    ["two cards at once", startBody({ card: { TempCardToken: "x" } }), 18],
    ["an unknown TempCard", startBody({ card: { Number: "", TempCardToken: "x" } }), 75],
    ["an unknown stored card", startBody({ card: { Number: "", UniqueCode: "x" } }), 22],
    ["partner without identity", startBody({ card: { Partner: { PartnerBased: true } } }), 2],
    ["saving without an owner key", startBody({ card: { CardSave: { Save: true, Nickname: "a" } } }), 2],
  ])("%s is refused with its code and leaves nothing", async (_what, body, code) => {
    expect((await sandbox.post("payment/start3d", body)).body).toMatchObject({ Result: false, ErrorCode: code });
    expect((await sandbox.control("GET", "state")).body.paywall).toMatchObject({ attempts: [], transactions: [] });
  });

  it.each([
    ["a single rule, numbers", { PayWatch: watch }],
    ["a single rule, objects", { PayWatch: { ...watch, PaymentStatus: [{ Id: 2 }] } }],
    ["several rules of two minutes", { PayWatchMultipleSupport: true, PayWatchMultiple: { Watch: true, Jobs: [job] } }],
  ])("%s is taken", async (_what, detail) => {
    expect((await sandbox.post("payment/start3d", startBody({ detail }))).body.Result).toBe(true);
  });

  it("a merchant code is used once", async () => {
    const { code } = await sandbox.start();
    const again = await sandbox.post("payment/start3d", startBody({ detail: { MerchantUniqueCode: code } }));
    expect(again.body).toMatchObject({ Result: false, ErrorCode: 4 });
  });

  it("an undocumented field is ignored and warned of", async () => {
    await sandbox.post("payment/start3d", startBody({ detail: { Surprise: 1 } }));
    const { requests } = (await sandbox.control("GET", "requests?provider=paywall")).body;
    expect(requests.at(-1)).toMatchObject({ operation: "payment/start3d", account: "demo" });
    expect(requests.at(-1).warnings).toEqual([expect.stringContaining("surprise")]);
  });
});

describe("startdirect", () => {
  const direct = (amount: number, detail: object = {}, card: object = {}) =>
    sandbox.post(
      "payment/startdirect",
      startBody({ detail: { Amount: amount, ...detail }, product: { ProductAmount: amount }, card }),
    );

  it("is decided inside the call", async () => {
    const { body } = await direct(10);
    expect(body).toMatchObject({ Result: true, Body: { Payment: { PaymentGatewayId: 41, Card: { Saved: false } } } });
    expect(await sandbox.query(body.Body.Payment.MerchantUniqueKey)).toMatchObject({
      StatusId: 4,
      PaymentMethodId: 2,
      Status: true,
    });
  });

  it.each([
    ["amount ending in 51", 10.51, {}, "NTE="],
    ["a failing card", 10, { Number: "5293602398764311" }, "MDU="],
  ])("%s is declined with Base64 reasons", async (_what, amount, card, code) => {
    const { body } = await direct(amount, {}, card);
    expect(body).toMatchObject({ Result: false, ErrorCode: 1, Body: { Error: { BankErrorCode: code } } });
    expect(await sandbox.query(body.Body.Payment.MerchantUniqueKey)).toMatchObject({
      StatusId: 5,
      AnySuccessPayment: false,
    });
  });

  it("53 fails once without effect, 52 hangs with effect", async () => {
    const body = startBody({ detail: { Amount: 1.53 }, product: { ProductAmount: 1.53 } });
    expect((await sandbox.post("payment/startdirect", body)).status).toBe(500);
    expect((await sandbox.control("GET", "state")).body.paywall.transactions).toEqual([]);
    expect((await sandbox.post("payment/startdirect", body)).body.Result).toBe(true);
    expect((await direct(1.52)).body.Result).toBe(true);
  });

  it("Half2D waits for its provision close", async () => {
    const { body } = await direct(20, { Half2D: true });
    expect(await sandbox.query(body.Body.Payment.MerchantUniqueKey)).toMatchObject({
      StatusId: 3,
      Status: false,
      IsProvision: true,
      PaymentMethodId: 4,
    });
  });
});
