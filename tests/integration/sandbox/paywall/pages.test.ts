import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { PUBLIC, startBody, usePaywallSandbox } from "./paywall-harness";

const sandbox = usePaywallSandbox({ hangMs: 60 });

const sha = (text: string) => createHash("sha256").update(text).digest("hex");
const submit = (url: string, form: Record<string, string>) =>
  fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });

/** Hidden inputs of a page, in their order. */
function inputsOf(page: string): [string, string][] {
  return [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(
    ([, name = "", value = ""]) => [name, value],
  );
}

describe("the bank's page", () => {
  it("starts the payment when opened and posts the browser back after the right password", async () => {
    const { url, code, guid, paymentId } = await sandbox.start();
    expect(await (await fetch(url)).text()).toContain("149,90 TL");
    expect(await sandbox.query(code)).toMatchObject({ StatusId: 2 });
    const answer = await submit(url, { password: "123456" });
    const page = await answer.text();
    expect(page).toContain('action="http://127.0.0.1:9/ok"');
    const fields = inputsOf(page);
    expect(Object.fromEntries(fields)).toMatchObject({
      status: "Success",
      errorCode: "0",
      paymentCode: guid,
      uniqueCode: code,
      amount: "149.90",
      installment: "1",
      hash: sha(`pwhash_3d_sandbox_demo###${paymentId}###${code}###149.90###1`),
      hashFormat: "Payment",
      hashKeyType: "1",
    });
    expect(fields.filter(([name]) => name === "errorMessage")).toHaveLength(2);
    const script = /<script>(.*?)<\/script>/.exec(page)?.[1] ?? "";
    const digest = createHash("sha256").update(script).digest("base64");
    expect(answer.headers.get("content-security-policy")).toContain(`script-src 'sha256-${digest}'`);
    expect(await sandbox.query(code)).toMatchObject({ StatusId: 4, AnySuccessPayment: true });
  });

  it.each([
    ["a wrong password", { password: "000000" }, {}],
    ["the cancel button, with the right password", { password: "123456", cancel: "1" }, {}],
    ["an amount ending in 51", { password: "123456" }, { Amount: 10.51 }],
  ])("%s goes to the fail address", async (_what, form, change) => {
    const { url, code } = await sandbox.start(change);
    const page = await (await submit(url, form)).text();
    expect(page).toContain('action="http://127.0.0.1:9/fail"');
    expect(Object.fromEntries(inputsOf(page))).toMatchObject({ status: "Unsuccessful", errorCode: "1" });
    expect(await sandbox.query(code)).toMatchObject({ StatusId: 5, AnySuccessPayment: false });
  });

  it("charges once, however often it is posted", async () => {
    const { url, code } = await sandbox.start();
    await submit(url, { password: "123456" });
    const again = await (await submit(url, { password: "wrong" })).text();
    expect(Object.fromEntries(inputsOf(again))).toMatchObject({ status: "Success" });
    expect(await sandbox.query(code)).toMatchObject({ StatusId: 4 });
  });

  it("the return obeys its faults", async () => {
    const fault = (effect: string) =>
      sandbox.control("POST", "faults", { provider: "paywall", operation: "return", effect });
    const pay = async () => (await submit((await sandbox.start()).url, { password: "123456" })).text();
    await fault("none");
    expect(await pay()).toContain("return/none");
    await fault("wrong_hash");
    expect(Object.fromEntries(inputsOf(await pay())).hash).toBe("0".repeat(64));
    await fault("wrong_amount");
    expect(Object.fromEntries(inputsOf(await pay())).amount).toBe("1.00");
    await fault("drop_before");
    const { url, code } = await sandbox.start();
    await expect(submit(url, { password: "123456" })).rejects.toThrow();
    expect(await sandbox.query(code)).toMatchObject({ StatusId: 1 });
  });

  it("an unknown address is a page of its own", async () => {
    expect((await fetch(`${sandbox.pagesUrl}/paywall/callback?UniqueNumber=nobody`)).status).toBe(404);
  });
});

describe("finish", () => {
  it.each([
    ["ok", 4],
    ["fail", 5],
    ["close_before", 2],
    ["close_after", 4],
  ])("%s leaves state %i", async (result, status) => {
    const { guid, code } = await sandbox.start();
    expect(await sandbox.finish(guid, result)).toMatchObject({ status: 200, body: { status } });
    expect(await sandbox.query(code)).toMatchObject({ StatusId: status });
    if (status > 2) expect(await sandbox.finish(guid, "ok")).toMatchObject({ status: 409 });
  });

  it("nobody's session is 404", async () => {
    expect((await sandbox.finish("nobody", "ok")).status).toBe(404);
  });
});

const page = {
  UniqueCode: "CART-88",
  Amount: 149.9,
  CurrencyId: 1,
  LanguageId: 1,
  CallbackSupport: false,
  InstallmentSupport: false,
  SuccessBackUrl: "http://127.0.0.1:9/ok",
  FailBackUrl: "http://127.0.0.1:9/fail",
  Force3D: true,
  ShowProduct: false,
};
const card = { number: "5293 6012 3456 7896", holder: "Deniz Ornek", month: "12", year: "29", cvc: "000" };

describe("the common payment page", () => {
  it("is made, asked for, paid by a browser, and paid once", async () => {
    const { Id, Link } = (await sandbox.post("checkout/generate", page)).body.Body;
    const inquire = async () => (await sandbox.get("checkout/inquiry", { id: String(Id) })).body.Body;
    expect(await inquire()).toMatchObject({
      UniqueCode: "CART-88",
      Amount: 149.9,
      AnyPayment: false,
      SuccessPayment: false,
    });
    expect(await (await fetch(Link)).text()).toContain("149,90 TL");
    const onward = await submit(Link, card);
    expect(onward.status).toBe(303);
    expect(await inquire()).toMatchObject({ AnyPayment: true, SuccessPayment: false });
    const back = await submit(onward.headers.get("location") ?? "", { password: "123456" });
    expect(back.headers.get("location")).toBe("http://127.0.0.1:9/ok");
    expect(await inquire()).toMatchObject({ SuccessPayment: true });
    expect(await sandbox.query("CART-88")).toMatchObject({ AnySuccessPayment: true });
    expect((await fetch(Link)).status).toBe(410);
  });

  it("a further try is a payment of its own; a wrong card is told on the form", async () => {
    const { Id, Link } = (await sandbox.post("checkout/generate", page)).body.Body;
    expect((await submit(Link, { ...card, number: "1" })).status).toBe(422);
    const first = await submit(Link, card);
    await submit(first.headers.get("location") ?? "", { password: "wrong" });
    expect(await sandbox.finish(Id, "ok")).toMatchObject({ body: { status: 4 } });
    expect(await sandbox.query("CART-88")).toMatchObject({ StatusId: 5 });
    expect(await sandbox.query("CART-88-2")).toMatchObject({ StatusId: 4, TrackingCode: "CART-88" });
  });

  it("lives ten minutes, a code is used once, the sentinels work", async () => {
    const { Link } = (await sandbox.post("checkout/generate", page)).body.Body;
    expect((await sandbox.post("checkout/generate", page)).body).toMatchObject({ Result: false, ErrorCode: 148 });
    await sandbox.control("POST", "clock", { advance_seconds: 601 });
    expect((await fetch(Link)).status).toBe(410);
    const failing = { ...page, UniqueCode: "CART-53", Amount: 1.53 };
    expect((await sandbox.post("checkout/generate", failing)).status).toBe(500);
    expect((await sandbox.post("checkout/generate", failing)).body.Result).toBe(true);
    expect((await sandbox.get("checkout/inquiry", { id: "1" })).body.ErrorCode).toBe(56);
  });
});

describe("LinkQr", () => {
  const link = {
    SalesType: 2,
    ItemName: "Workshop",
    ItemDescription: "One seat",
    ItemAmount: 149.9,
    CurrencyId: 1,
    StockTrack: false,
    CallbackSupport: false,
    InstallmentSupport: false,
    NotificationSupport: false,
    MerchantOrderId: "ORD-9",
    MerchantTrackId: "TRK-9",
  };

  it("is made and paid", async () => {
    const { Id, Link } = (await sandbox.post("linkqr/generate", link)).body.Body;
    expect(await (await fetch(Link)).text()).toContain("Workshop");
    expect(await sandbox.finish(Id, "ok")).toMatchObject({ body: { status: 4 } });
    expect(await sandbox.query("ORD-9")).toMatchObject({ AnySuccessPayment: true, TrackingCode: "TRK-9" });
  });

  it("a product wants its picture", async () => {
    expect((await sandbox.post("linkqr/generate", { ...link, SalesType: 1 })).body.Result).toBe(false);
  });
});

describe("TempCard", () => {
  const address = () => `${sandbox.url}/paywall/payment/api/paywall/tempcard`;
  const typed = {
    CardType: 1,
    CardOwnerName: "Deniz Ornek",
    CardNumber: "5293601234567896",
    CardCvv: "000",
    CardExpiryMonth: "12",
    CardExpiryYear: "29",
    ExpiryMin: 30,
  };
  const token = async () =>
    (await sandbox.post("temptoken", { ClientCardSave: true, ThreeDSession: false, ExpiryMin: 30 })).body.Body.Token;
  const keep = async (held: string, body: object = typed) => {
    const headers = { "content-type": "application/json", token: held, origin: "https://shop.example" };
    const response = await fetch(address(), { method: "POST", headers, body: JSON.stringify(body) });
    return { origin: response.headers.get("access-control-allow-origin"), body: await response.json() };
  };

  it("is made by a browser of another site and pays a start", async () => {
    const preflight = await fetch(address(), { method: "OPTIONS" });
    expect(preflight.headers.get("access-control-allow-headers")).toContain("token");
    const { origin, body } = await keep(await token());
    expect(origin).toBe("*");
    const paid = await sandbox.post(
      "payment/start3d",
      startBody({ card: { Number: "", TempCardToken: body.Body.CardToken } }),
    );
    expect(paid.body.Result).toBe(true);
    const log = JSON.stringify((await sandbox.control("GET", "requests?provider=paywall")).body);
    expect(log).not.toContain("5293601234567896");
    expect(log).not.toContain(body.Body.CardToken);
  });

  it("an unknown or expired token is 74, and a token is no card", async () => {
    expect((await keep("nobody")).body).toMatchObject({ Result: false, ErrorCode: 74 });
    const held = await token();
    const asCard = await sandbox.post("payment/start3d", startBody({ card: { Number: "", TempCardToken: held } }));
    expect(asCard.body).toMatchObject({ Result: false, ErrorCode: 74 });
    await sandbox.control("POST", "clock", { advance_seconds: 1_801 });
    expect((await keep(held)).body).toMatchObject({ Result: false, ErrorCode: 74 });
    expect((await sandbox.post("temptoken", { ExpiryMin: 31 }, PUBLIC)).body.Result).toBe(false);
  });
});
