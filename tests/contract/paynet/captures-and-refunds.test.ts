import { describe, expect, it } from "vitest";
import { partOf } from "@/lib/providers/part-of";
import { recorded, usePlayedPaynet } from "./played-paynet";

const paynet = usePlayedPaynet();
const ID = "xk_EAAAAEXAMPLE*5";
/** docs/providers/paynet.md 6.7 and 6.5: the envelope alone. */
const ACCEPTED = { object_name: "transaction_reversed_request", code: 0, message: "Başarılı İşlem" };
/** 6.4: a transaction row beside the envelope. */
const captured = (change: Record<string, unknown> = {}) => ({
  object_name: "transaction",
  code: 0,
  message: "Başarılı İşlem",
  xact_id: "xk_EAAAAEXAMPLE*6",
  transaction_type: 4,
  is_succeed: true,
  amount: 100,
  netAmount: 98,
  comission: 2,
  comission_tax: 0,
  currency: "TRY",
  order_id: "PN0005",
  agent_reference: "ORD-1001",
  ...change,
});
const sent = () => paynet.heard.map(({ path, body }) => [path, body]);

describe("what goes back or is taken", () => {
  it("all of it names no amount, a part names kuruş as digits: neither can be read as the other", async () => {
    paynet.answer(200, ACCEPTED);
    await paynet.provider.refundAll(ID);
    await paynet.provider.refundPart(ID, partOf(5_000n, 14_990n));
    paynet.answer(200, captured());
    await paynet.provider.captureAll(ID);
    await paynet.provider.capturePart(ID, partOf(1n, 10_000n));
    expect(sent()).toEqual([
      ["/v1/transaction/reversed_request", { xact_id: ID }],
      ["/v1/transaction/reversed_request", { xact_id: ID, amount: "5000" }],
      ["/v1/transaction/capture", { xact_id: ID }],
      ["/v1/transaction/capture", { xact_id: ID, amount: "1" }],
    ]);
  });

  it.each([0n, -1n, 10_000n, 10_001n])("%s of 10000 is not a part", (amount) => {
    expect(() => partOf(amount, 10_000n)).toThrow(RangeError);
  });

  it("an authorisation is let go, a capture taken back, by services of their own", async () => {
    paynet.answer(200, ACCEPTED);
    await paynet.provider.voidAuthorisation(ID);
    await paynet.provider.takeCaptureBack(ID);
    expect(sent()).toEqual([
      ["/v1/transaction/preauth_reversal", { xact_id: ID }],
      ["/v1/transaction/capture_reversal", { xact_id: ID }],
    ]);
  });
});

describe("the answer to a capture", () => {
  it("is a capture with the provider's own figures in kuruş", async () => {
    paynet.answer(200, captured());
    expect(await paynet.provider.captureAll(ID)).toMatchObject({
      kind: "captured",
      callId: "call_test",
      transaction: {
        transactionId: "xk_EAAAAEXAMPLE*6",
        kind: "capture",
        verdict: "captured",
        amountCharged: 10_000n,
        net: 9_800n,
        commission: 200n,
        refs: { order_id: "PN0005" },
      },
    });
  });

  it.each([
    ["without success", { is_succeed: false }],
    ["without a word about success", { is_succeed: undefined }],
    ["of another kind", { transaction_type: 1 }],
    ["without an id", { xact_id: undefined }],
    ["with a code we do not know", { code: 77 }],
  ])("%s is unknown, never captured and never refused", async (_what, change) => {
    paynet.answer(200, captured(change));
    expect(await paynet.provider.captureAll(ID)).toMatchObject({ kind: "unknown" });
    expect(paynet.heard).toHaveLength(1);
  });

  it("is refused only by a definite no", async () => {
    const no = { object_name: "error", type: "invalid_request_error", code: 400, result_code: 6, message: "olmaz" };
    paynet.answer(400, no);
    expect(await paynet.provider.captureAll(ID)).toMatchObject({ kind: "rejected", code: "6", message: "olmaz" });
    paynet.answer(500, recorded("server-error"));
    expect(await paynet.provider.captureAll(ID)).toMatchObject({ kind: "unknown" });
    expect(paynet.heard).toHaveLength(2);
  });
});
