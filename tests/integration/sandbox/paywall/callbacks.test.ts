import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type HookSink, openHookSink } from "../sandbox-harness";
import { usePaywallSandbox } from "./paywall-harness";

const sandbox = usePaywallSandbox();
const sha = (text: string) => createHash("sha256").update(text).digest("hex");

let sink: HookSink;
beforeEach(async () => {
  sink = await openHookSink();
});
afterEach(() => sink.close());

const listen = (types?: number[]) =>
  sandbox.control("POST", "paywall/listeners", { url: sink.url, ...(types && { types }) });

describe("the general callback", () => {
  it("tells success and partial refund, with a hash over the amount's two decimals", async () => {
    await listen();
    const { guid, code, paymentId } = await sandbox.start();
    await sandbox.finish(guid, "close_after");
    const paid = await sink.next();
    expect(paid.text).toContain('"Amount":149.90,"OperationAmount":149.90');
    expect(paid.body).toMatchObject({
      Type: 1,
      PaymentId: paymentId,
      UniqueCode: code,
      Hash: sha(`pwhash_system_sandbox_demo###${paymentId}###${code}###149.90###1`),
      HashFormat: "Payment",
      HashKeyType: 4,
    });
    expect(paid.headers).not.toHaveProperty("x-paynet-signature");
    await sandbox.post("private/refund/partial", { MerchantUniqueCode: code, Amount: 40 });
    expect((await sink.next()).body).toMatchObject({ Type: 4, Amount: 149.9, OperationAmount: 40 });
    const { paywall, paynet } = (await sandbox.control("GET", "state")).body;
    expect(paywall.webhooks).toHaveLength(2);
    expect(JSON.stringify(paynet.webhooks)).not.toContain(code);
  });

  it("tells failures only to who asked for them, and obeys webhook faults", async () => {
    await listen([2]);
    await sandbox.finish((await sandbox.start()).guid, "close_after");
    await sandbox.control("POST", "faults", { provider: "paywall", operation: "webhook", effect: "wrong_hash" });
    await sandbox.finish((await sandbox.start()).guid, "fail");
    expect((await sink.next()).body).toMatchObject({ Type: 2, Hash: "0".repeat(64) });
    await sandbox.control("POST", "faults", { provider: "paywall", operation: "webhook", effect: "wrong_amount" });
    await sandbox.finish((await sandbox.start()).guid, "fail");
    expect((await sink.next()).body).toMatchObject({ Amount: 1, Hash: expect.stringMatching(/^[1-9a-f0]{64}$/) });
    expect(sink.received()).toBe(2);
  });
});

const rule = (ActionId: number) => ({
  PayWatch: { Watch: true, PaymentStatus: [{ Id: 2 }], ActionId, WebhookAddress: sink.url, WatchMin: 10 },
});

describe("PayWatch", () => {
  it("looks when its minutes are over, changes the state and tells", async () => {
    const { guid, code, paymentId } = await sandbox.start(rule(4));
    await sandbox.finish(guid, "close_before");
    await sandbox.control("POST", "clock", { advance_seconds: 599 });
    expect(await sandbox.query(code)).toMatchObject({ StatusId: 2 });
    await sandbox.control("POST", "clock", { advance_seconds: 2 });
    expect((await sink.next()).body).toMatchObject({
      MerchantUniqueCode: code,
      PaymentLastStatusId: 2,
      PaymentNewStatusId: 7,
      PaymentStatusChanged: true,
      Hash: sha(`pwhash_system_sandbox_demo###${paymentId}###${code}`),
    });
    expect(await sandbox.query(code)).toMatchObject({ StatusId: 7, AnySuccessPayment: false });
  });

  it("leaves a finished payment alone, and action 1 changes nothing", async () => {
    const first = await sandbox.start(rule(4));
    await sandbox.finish(first.guid, "ok");
    const second = await sandbox.start(rule(1));
    await sandbox.finish(second.guid, "close_before");
    await sandbox.control("POST", "clock", { advance_seconds: 700 });
    expect(await sandbox.query(first.code)).toMatchObject({ StatusId: 4 });
    expect(await sandbox.query(second.code)).toMatchObject({ StatusId: 2 });
    expect(sink.received()).toBe(0);
  });
});

describe("a watch that finds money taken behind a payer who left", () => {
  it("with action 3 gives all of it back", async () => {
    const { guid, code } = await sandbox.start(rule(3));
    await sandbox.control("POST", `paywall/payments/${guid}/bank`, { took: true });
    await sandbox.control("POST", "clock", { advance_seconds: 601 });
    expect(await sandbox.query(code)).toMatchObject({
      AnySuccessPayment: true,
      AnySuccessCancel: true,
      IsFullyRefunded: true,
      TypeId: 3,
      RemainingRefundAmount: 0,
    });
  });

  it("with action 4 tells of it, with action 2 only writes it down", async () => {
    const [told, quiet] = [await sandbox.start(rule(4)), await sandbox.start(rule(2))];
    for (const { guid } of [told, quiet]) {
      await sandbox.control("POST", `paywall/payments/${guid}/bank`, { took: true });
    }
    await sandbox.control("POST", "clock", { advance_seconds: 601 });
    expect((await sink.next()).body).toMatchObject({ MerchantUniqueCode: told.code, PaymentNewStatusId: 4 });
    for (const { code } of [told, quiet]) {
      expect(await sandbox.query(code)).toMatchObject({ StatusId: 4, AnySuccessPayment: true });
    }
    expect(sink.received()).toBe(1);
  });

  it("is the provider's own after 25 minutes where nobody gave a rule", async () => {
    const { guid, code } = await sandbox.start();
    await sandbox.finish(guid, "close_before");
    await sandbox.control("POST", "clock", { advance_seconds: 25 * 60 - 1 });
    expect(await sandbox.query(code)).toMatchObject({ StatusId: 2 });
    await sandbox.control("POST", "clock", { advance_seconds: 2 });
    expect(await sandbox.query(code)).toMatchObject({ StatusId: 7 });
  });
});

describe("the pages' own callbacks", () => {
  it("of a common page and of a LinkQr carry their own hashes", async () => {
    const shared = { CurrencyId: 1, CallbackSupport: true, CallbackAddress: sink.url, InstallmentSupport: false };
    const page = {
      ...shared,
      UniqueCode: "CART-1",
      Amount: 10,
      SuccessBackUrl: sandbox.pagesUrl,
      FailBackUrl: sandbox.pagesUrl,
    };
    const { Id } = (await sandbox.post("checkout/generate", page)).body.Body;
    const paid = (await sandbox.finish(Id, "close_after")).body;
    expect((await sink.next()).body).toMatchObject({
      CheckoutId: Id,
      UniqueCode: "CART-1",
      Hash: sha(`pwhash_page_sandbox_demo###${Id}###${paid.payment_id}###CART-1###10.00`),
      HashKeyType: 3,
    });
    const item = { SalesType: 2, ItemName: "a", ItemDescription: "b", ItemAmount: 10 };
    const qr = (
      await sandbox.post("linkqr/generate", { ...shared, ...item, MerchantOrderId: "O", MerchantTrackId: "T" })
    ).body.Body;
    const sale = (await sandbox.finish(qr.Id, "close_after")).body;
    expect((await sink.next()).body).toMatchObject({
      LinkQrId: qr.Id,
      Hash: sha(`pwhash_link_sandbox_demo###${qr.Id}###${sale.payment_id}###T###O###10.00`),
      HashKeyType: 2,
    });
  });
});
