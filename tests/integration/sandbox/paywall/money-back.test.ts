import { describe, expect, it } from "vitest";
import { usePaywallSandbox } from "./paywall-harness";

const sandbox = usePaywallSandbox();
const DAY = 86_400;

async function paid(change: Record<string, unknown> = {}) {
  const started = await sandbox.start(change);
  await sandbox.finish(started.guid, "ok");
  return started;
}
const tomorrow = () => sandbox.control("POST", "clock", { advance_seconds: DAY });
const code = async (operation: string, body: object) => (await sandbox.post(operation, body)).body.ErrorCode;

describe("provision", () => {
  it("is closed for all, for a part, never for more, and never twice", async () => {
    const { code: MerchantUniqueCode } = await paid({ Half3D: true });
    expect(await sandbox.query(MerchantUniqueCode)).toMatchObject({
      StatusId: 3,
      IsProvision: true,
      AnySuccessPayment: false,
    });
    expect(await code("payment/provision", { MerchantUniqueCode, ProvisionAmount: 149.91 })).toBe(65);
    expect(await code("payment/provision", { MerchantUniqueCode, ProvisionAmount: 120 })).toBe(0);
    expect(await sandbox.query(MerchantUniqueCode)).toMatchObject({
      StatusId: 4,
      AnySuccessPayment: true,
      ActivityAmount: 120,
    });
    expect(await code("payment/provision", { MerchantUniqueCode })).toBe(7);
  });

  it("end3d is its old name; cancel lets it go", async () => {
    const first = await paid({ Half3D: true });
    expect(await code("payment/end3d", { MerchantUniqueCode: first.code })).toBe(0);
    expect(await sandbox.query(first.code)).toMatchObject({ StatusId: 4, PaymentAmount: 149.9 });
    const second = await paid({ Half3D: true });
    expect(await code("payment/provision/cancel", { MerchantUniqueCode: second.code })).toBe(0);
    expect(await sandbox.query(second.code)).toMatchObject({ StatusId: 12, AnySuccessPayment: false });
    expect(await code("payment/provision", { MerchantUniqueCode: second.code })).toBe(7);
  });
});

describe("money back", () => {
  it("cancel is for the payment's own day", async () => {
    const first = await paid();
    expect(await code("private/cancel", { MerchantUniqueCode: first.code })).toBe(0);
    expect(await sandbox.query(first.code)).toMatchObject({
      TypeId: 3,
      AnySuccessCancel: true,
      IsFullyRefunded: true,
      RemainingRefundAmount: 0,
    });
    expect(await code("private/refund", { MerchantUniqueCode: first.code })).toBe(92);
    const second = await paid();
    await tomorrow();
    expect(await code("private/cancel", { MerchantUniqueCode: second.code })).toBe(92);
    expect(await code("private/refund", { MerchantUniqueCode: second.code })).toBe(0);
  });

  it("parts add up to the whole and never beyond; the rest needs its flag", async () => {
    const { code: MerchantUniqueCode } = await paid();
    expect(await code("private/refund/partial", { MerchantUniqueCode, Amount: 0 })).toBe(45);
    expect(await code("private/refund/partial", { MerchantUniqueCode, Amount: 149.91 })).toBe(65);
    expect(await code("private/refund/partial", { MerchantUniqueCode, Amount: 40 })).toBe(0);
    expect(await sandbox.query(MerchantUniqueCode)).toMatchObject({
      TypeId: 4,
      ActivityAmount: 40,
      RemainingRefundAmount: 109.9,
      IsFullyRefunded: false,
    });
    expect(await code("private/refund/partial", { MerchantUniqueCode, Amount: 110 })).toBe(65);
    expect(await code("private/refund", { MerchantUniqueCode })).toBe(92);
    expect(await code("private/refund", { MerchantUniqueCode, CompletePartialRefund: true })).toBe(0);
    expect(await sandbox.query(MerchantUniqueCode)).toMatchObject({ IsFullyRefunded: true });
    expect((await sandbox.control("GET", "state")).body.paywall.refunds).toMatchObject([{ amount: 14_990 }]);
  });

  it("revert with an amount on the payment's own day gives all of it back, a part only later", async () => {
    const first = await paid();
    const revert = { UniqueCode: first.guid, MerchantUniqueCode: first.code, Amount: 40 };
    expect(await code("private/revert", revert)).toBe(0);
    expect(await sandbox.query(first.code)).toMatchObject({ TypeId: 3, IsFullyRefunded: true });
    const second = await paid();
    await tomorrow();
    expect(await code("private/revert", { UniqueCode: first.guid, MerchantUniqueCode: second.code })).toBe(56);
    expect(await code("private/revert", { ...revert, UniqueCode: second.guid, MerchantUniqueCode: second.code })).toBe(
      0,
    );
    expect(await sandbox.query(second.code)).toMatchObject({ TypeId: 4, RemainingRefundAmount: 109.9 });
  });

  it("of an unpaid or unknown payment is refused; a wrong Date is warned of", async () => {
    const { code: MerchantUniqueCode } = await sandbox.start();
    expect(await code("private/refund", { MerchantUniqueCode })).toBe(92);
    expect(await code("private/refund", { MerchantUniqueCode: "nobody" })).toBe(56);
    const second = await paid();
    expect(await code("private/refund", { MerchantUniqueCode: second.code, Date: "03.11.2025" })).toBe(2);
    await sandbox.post("private/refund", { MerchantUniqueCode: second.code, Date: "2025-11-03" });
    expect((await sandbox.control("GET", "requests?provider=paywall")).body.requests.at(-1).warnings).toHaveLength(1);
  });
});

describe("queries", () => {
  it("find a payment by each of its names, amounts with two decimals", async () => {
    const { code: own, guid, paymentId } = await paid();
    for (const [operation, headers] of [
      ["private/query", { merchantuniquecode: own }],
      ["private/query/by/uniquecode", { uniquecode: guid }],
      ["private/query/by/paymentid", { paymentid: String(paymentId) }],
    ] as const) {
      const answer = await sandbox.get(operation, headers);
      expect(answer.body.Body.Paywall).toMatchObject({ MerchantUniqueCode: own, UniqueCode: guid });
      expect(answer.text).toContain('"PaymentAmount":149.90,');
    }
    for (const headers of [{ trackingcode: "CART-88" }, { trackingcode: "CART-88", merchantuniquecode: own }]) {
      const { body } = await sandbox.get("private/query/by/trackingcode", headers);
      expect(body.Body.List).toMatchObject([{ MerchantUniqueCode: own }]);
    }
    const products = await sandbox.get("private/query/by/productid", { productid: "SKU-1" });
    expect(products.body.Body.List).toHaveLength(1);
    expect((await sandbox.get("private/query")).body.ErrorCode).toBe(2);
  });

  it("installment table and BIN", async () => {
    const table = await sandbox.get("installment", {
      currencyid: "1",
      amount: "149.90",
      distinctduplicates: "true",
      binnumber: "529360",
    });
    expect(table.body.Body.Options).toContainEqual(
      expect.objectContaining({ Installment: 3, RawAmount: 149.9, InterestAmount: 155.9 }),
    );
    expect(table.text).toContain('"InterestAmount":155.90');
    const bin = await sandbox.get("bin/inquiry", { binnumber: "514118" });
    expect(bin.body.Body).toMatchObject({ CardType: "Debit", IsMatchedBySixDigitBin: true });
    expect((await sandbox.get("bin/inquiry", { binnumber: "51" })).body.Result).toBe(false);
  });
});

describe("faults", () => {
  const fault = (operation: string, effect: string, more = {}) =>
    sandbox.control("POST", "faults", { provider: "paywall", operation, effect, ...more });

  it("an operation nobody serves is refused", async () => {
    expect((await fault("payment/nothing", "delay")).status).toBe(422);
  });

  it("drop_after takes effect without an answer, drop_before does not", async () => {
    const first = await paid();
    await fault("private/refund", "drop_before");
    await expect(sandbox.post("private/refund", { MerchantUniqueCode: first.code })).rejects.toThrow();
    expect(await sandbox.query(first.code)).toMatchObject({ AnySuccessRefund: false });
    await fault("private/refund", "drop_after");
    await expect(sandbox.post("private/refund", { MerchantUniqueCode: first.code })).rejects.toThrow();
    expect(await sandbox.query(first.code)).toMatchObject({ AnySuccessRefund: true });
  });

  it.each([
    ["wrong_amount", { PaymentAmount: 150.9, CurrencyId: 1 }],
    ["wrong_currency", { PaymentAmount: 149.9, CurrencyId: 2 }],
  ])("%s lies in the answer alone", async (effect, row) => {
    const { code: own } = await paid();
    await fault("private/query", effect);
    expect(await sandbox.query(own)).toMatchObject(row);
    expect(await sandbox.query(own)).toMatchObject({ PaymentAmount: 149.9, CurrencyId: 1 });
  });

  it("status, html, malformed, empty and lag do as they are called", async () => {
    const { code: own } = await paid();
    const ask = () => sandbox.get("private/query", { merchantuniquecode: own });
    await fault("private/query", "status", { status: 503 });
    expect((await ask()).status).toBe(503);
    await fault("private/query", "html");
    expect((await ask()).text).toContain("<!doctype html>");
    await fault("private/query", "empty");
    expect((await ask()).text).toBe("");
    await fault("private/query", "lag");
    expect((await ask()).body.ErrorCode).toBe(56);
    expect((await ask()).body.ErrorCode).toBe(0);
  });
});
