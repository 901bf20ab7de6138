import { describe, expect, it } from "vitest";
import { partOf } from "@/lib/providers/part-of";
import { paywallAdapter } from "@/lib/providers/paywall/adapter";
import { envelope, usePlayedPaywall } from "./played-paywall";

const paywall = usePlayedPaywall();
const provider = () => paywallAdapter(paywall.connection, { now: () => new Date("2026-01-15T22:30:00Z") });

const GUID = "6a1d7c52-9f3e-4b1a-8d27-5c0e9b7f4a11";
/** The documented row of a paid 3-D payment. */
const PAID = {
  PaymentId: 5000123,
  UniqueCode: GUID,
  MerchantUniqueCode: "ORD-2025-000123",
  IsProvision: false,
  AnySuccessPayment: true,
  AnySuccessRefund: false,
  AnySuccessPartialRefund: false,
  AnySuccessCancel: false,
  Error: { AnyError: false, ErrorType: 0, ErrorMessage: "" },
  Status: true,
  StatusId: 4,
  TypeId: 1,
  Installment: 1,
  CurrencyId: 1,
  CurrencyName: "TRY",
  CardNumber: "529360******7896",
  CardBankName: "SANDBOX BANK",
  CardTypeName: "Credit",
  LastActivityDateTime: "2025-11-03T00:05:11.1234567",
  PaymentAmount: 149.9,
  ActivityAmount: 149.9,
  IsFullyRefunded: false,
  RemainingRefundAmount: 149.9,
  CommissionAmount: 2.25,
};
const row = (change: object = {}) => ({ Paywall: { ...PAID, ...change } });

async function only(change: object = {}) {
  paywall.succeed(row(change));
  const read = await provider().queryTransactions({ transactionId: GUID });
  if (read.kind !== "found") throw new Error(read.kind);
  return read.transactions[0];
}

describe("a query's row", () => {
  it("of a paid payment is a capture in kuruş, its moment Istanbul's", async () => {
    expect(await only()).toMatchObject({
      transactionId: GUID,
      kind: "sale",
      reference: "ORD-2025-000123",
      verdict: "captured",
      amountCharged: 14_990n,
      net: 14_765n,
      commission: 225n,
      commissionTax: 0n,
      currency: "TRY",
      card: { bin: "529360", last4: "7896", brand: "mastercard", bank: "SANDBOX BANK", type: "credit" },
      occurredAt: new Date("2025-11-02T21:05:11.123Z"),
      refs: { unique_code: GUID, payment_id: "5000123" },
    });
  });

  it.each([
    ["Status true alone is not paid", { AnySuccessPayment: false, Status: true }, "open"],
    ["nothing said is not paid", { AnySuccessPayment: null }, "open"],
    ["a provision that waits is held", { AnySuccessPayment: false, IsProvision: true, StatusId: 3 }, "authorised"],
    ["state 3 without a provision is open", { AnySuccessPayment: false, StatusId: 3 }, "open"],
    ["created", { AnySuccessPayment: false, StatusId: 1 }, "open"],
    ["started", { AnySuccessPayment: false, StatusId: 2 }, "open"],
    ["failed", { AnySuccessPayment: false, StatusId: 5 }, "failed"],
    ["failed when asked", { AnySuccessPayment: false, StatusId: 7 }, "failed"],
    ["fraud", { AnySuccessPayment: false, StatusId: 13 }, "open"],
    ["a failed refund of a paid payment stays paid", { StatusId: 5, Status: false, TypeId: 2 }, "captured"],
    ["a failed state that does not deny the payment", { AnySuccessPayment: null, StatusId: 5 }, "open"],
  ])("%s", async (_what, change, verdict) => {
    expect(await only(change)).toMatchObject({ verdict });
  });

  it("of a closed provision is a hold and then what its own movement took", async () => {
    paywall.succeed(row({ IsProvision: true, ActivityAmount: 120, CommissionAmount: 1 }));
    expect(await provider().queryTransactions({ transactionId: GUID })).toMatchObject({
      transactions: [
        { kind: "authorisation", verdict: "authorised", amountCharged: 14_990n },
        { kind: "capture", verdict: "captured", amountCharged: 12_000n, net: 11_900n },
      ],
    });
    paywall.succeed(row({ IsProvision: true, TypeId: 4, ActivityAmount: 40 }));
    const later = await provider().queryTransactions({ transactionId: GUID });
    expect(later).toMatchObject({ transactions: [{}, { kind: "capture", amountCharged: 14_990n }] });
  });

  it("without a commission knows no net: nothing is invented", async () => {
    expect(await only({ CommissionAmount: null })).toMatchObject({ net: null, commission: null, commissionTax: null });
  });

  it("another currency is none of ours; a later movement hides the sale's moment", async () => {
    expect(await only({ CurrencyId: 2, CurrencyName: "USD" })).toMatchObject({ currency: null, currencyText: "USD" });
    expect(await only({ TypeId: 4 })).toMatchObject({ occurredAt: null });
  });

  it("of another payment is unknown, never found", async () => {
    paywall.succeed(row());
    expect(await provider().queryTransactions({ reference: "ORD-1" })).toMatchObject({ kind: "unknown" });
    expect(await provider().describeTransaction("00000000-0000-4000-8000-000000000000")).toMatchObject({
      kind: "unknown",
    });
  });

  it.each([
    [{}, false],
    [{ IsFullyRefunded: true }, true],
    [{ AnySuccessCancel: true }, true],
    [{ AnySuccessPartialRefund: true }, false],
    [{ IsProvision: true, StatusId: 12, AnySuccessPayment: false }, true],
  ])("%j went back: %s", async (change, reversed) => {
    paywall.succeed(row(change));
    expect(await provider().describeTransaction(GUID)).toMatchObject({ kind: "found", reversed });
  });
});

/** 23:30 in Istanbul is still the third. */
const SOLD = new Date("2025-11-03T20:30:00Z");
const sent = () => paywall.heard.map(({ path, text }) => [path.replace(/.*paywall\//, ""), text && JSON.parse(text)]);

describe("money back", () => {
  it("all of it is a look and then a revert of everything", async () => {
    paywall.succeed(row(), null);
    expect(await provider().refundAll(GUID)).toMatchObject({ kind: "accepted" });
    expect(paywall.heard[0]?.headers).toMatchObject({ uniquecode: GUID });
    const body = { UniqueCode: GUID, MerchantUniqueCode: "ORD-2025-000123", Amount: 0 };
    expect(paywall.heard[1]?.path).toContain("private/revert");
    expect(JSON.parse(paywall.heard[1]?.text ?? "")).toEqual(body);
  });

  it("what partial refunds left is asked for by its own flag", async () => {
    paywall.succeed(row({ AnySuccessPartialRefund: true, TypeId: 4 }), null);
    await provider().refundAll(GUID, SOLD);
    expect(paywall.heard[1]?.path).toMatch(/private\/refund$/);
    const body = { Date: "2025-11-03", MerchantUniqueCode: "ORD-2025-000123", CompletePartialRefund: true };
    expect(JSON.parse(paywall.heard[1]?.text ?? "")).toEqual(body);
  });

  it("the sale's day comes from our own books once a later movement hides it; without any nothing is sent", async () => {
    const later = { AnySuccessPartialRefund: true, TypeId: 4, LastActivityDateTime: "2025-11-09T10:00:00" };
    paywall.succeed(row(later), null);
    expect(await provider().refundPart(GUID, partOf(4_000n, 14_990n), SOLD)).toMatchObject({ kind: "accepted" });
    expect(JSON.parse(paywall.heard[1]?.text ?? "")).toMatchObject({ Date: "2025-11-03", Amount: 40 });
    paywall.heard.length = 0;
    expect(await provider().refundPart(GUID, partOf(4_000n, 14_990n))).toMatchObject({ code: "no_sale_day" });
    paywall.heard.length = 0;
    expect(await provider().refundAll(GUID)).toMatchObject({ code: "no_sale_day" });
    expect(sent().every(([, body]) => body === "")).toBe(true);
  });

  it.each([
    ["nothing went back", {}, { kind: "none" }],
    [
      "a part went back",
      { AnySuccessPartialRefund: true, TypeId: 4, ActivityId: 7, ActivityAmount: 40, RemainingRefundAmount: 109.9 },
      { kind: "some", remaining: 10_990n, last: { id: "7", amount: 4_000n } },
    ],
    [
      "a later part failed",
      { AnySuccessPartialRefund: true, TypeId: 4, ActivityId: 8, Status: false, RemainingRefundAmount: 109.9 },
      { kind: "some", remaining: 10_990n, last: null },
    ],
    [
      "cancelled",
      { AnySuccessCancel: true, TypeId: 3, ActivityId: 9, RemainingRefundAmount: null },
      { kind: "some", remaining: 0n, last: { id: "9", amount: 14_990n } },
    ],
    [
      "not told",
      { AnySuccessRefund: null, RemainingRefundAmount: null },
      { kind: "some", remaining: null, last: null },
    ],
  ])("%s, by the sale's own row", async (_what, change, moneyBack) => {
    paywall.succeed(row(change));
    expect(await provider().describeTransaction(GUID)).toMatchObject({ kind: "found", moneyBack });
  });

  it("a part never goes through revert, and names the payment's day", async () => {
    paywall.succeed(row(), null);
    expect(await provider().refundPart(GUID, partOf(4_000n, 14_990n))).toMatchObject({ kind: "accepted" });
    expect(paywall.heard[1]?.path).toMatch(/private\/refund\/partial$/);
    const body = { Date: "2025-11-03", MerchantUniqueCode: "ORD-2025-000123", Amount: 40 };
    expect(JSON.parse(paywall.heard[1]?.text ?? "")).toEqual(body);
  });

  it.each([
    ["unpaid", { AnySuccessPayment: false }],
    ["given back", { IsFullyRefunded: true }],
    ["without a merchant code", { MerchantUniqueCode: "" }],
  ])("of a payment that is %s nothing is sent", async (_what, change) => {
    paywall.succeed(row(change));
    expect(await provider().refundAll(GUID)).toMatchObject({ kind: "rejected" });
    expect(await provider().refundPart(GUID, partOf(1n, 2n))).toMatchObject({ kind: "rejected" });
    expect(sent().every(([, body]) => body === "")).toBe(true);
  });

  it("a look that fails is a no, since nothing was sent; a command that is not answered is unknown", async () => {
    paywall.answer("", 502);
    expect(await provider().refundAll(GUID)).toMatchObject({ kind: "rejected", code: "not_looked_up" });
    paywall.play((response, { method }) =>
      method === "GET" ? response.end(JSON.stringify(envelope({ Body: row() }))) : response.destroy(),
    );
    for (const outcome of [
      await provider().refundAll(GUID),
      await provider().refundPart(GUID, partOf(1n, 2n)),
      await provider().voidAuthorisation(GUID),
      await provider().captureAll(GUID),
    ]) {
      expect(outcome).toMatchObject({ kind: "unknown", why: "connection" });
    }
  });
});

describe("a capture", () => {
  const held = { IsProvision: true, StatusId: 3, AnySuccessPayment: false };
  const taken = (amount: number) => row({ IsProvision: true, ActivityAmount: amount });

  it("is what the query afterwards says was taken", async () => {
    paywall.succeed(row(held), "", taken(120));
    const part = partOf(12_000n, 14_990n);
    expect(await provider().capturePart(GUID, part)).toMatchObject({
      kind: "captured",
      transaction: { kind: "capture", verdict: "captured", amountCharged: 12_000n },
    });
    expect(JSON.parse(paywall.heard[1]?.text ?? "")).toMatchObject({ ProvisionAmount: 120 });
  });

  it("through the service's old name takes all of it; a part is refused before anything is sent", async () => {
    const old = paywallAdapter({ ...paywall.connection, closeService: "end3d" });
    paywall.succeed(row(held), "", taken(149.9));
    expect(await old.captureAll(GUID)).toMatchObject({ kind: "captured" });
    expect(paywall.heard[1]?.path).toMatch(/payment\/end3d$/);
    expect(JSON.parse(paywall.heard[1]?.text ?? "")).toEqual({ MerchantUniqueCode: "ORD-2025-000123" });
    paywall.heard.length = 0;
    paywall.succeed(row(held));
    expect(await old.capturePart(GUID, partOf(12_000n, 14_990n))).toMatchObject({ code: "part_unsupported" });
    expect(paywall.heard).toHaveLength(1);
  });

  it.each([
    ["another amount", taken(149.9)],
    ["still held", row(held)],
  ])("with %s afterwards is unknown", async (_what, after) => {
    paywall.succeed(row(held), "", after);
    expect(await provider().capturePart(GUID, partOf(12_000n, 14_990n))).toMatchObject({ kind: "unknown" });
  });
});
