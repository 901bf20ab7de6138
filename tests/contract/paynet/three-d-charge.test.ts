import { describe, expect, it } from "vitest";
import type { ChargeRequest } from "@/lib/providers/three-d";
import { recorded, usePlayedPaynet } from "./played-paynet";

const paynet = usePlayedPaynet();
const hasty = usePlayedPaynet({ timeoutMs: 400 });
const IDS = { session_id: "js_EAAAAEXAMPLE1", token_id: "7B6D0C0E-5C1A-4C3A-9C55-0B7F1D1E2A3F" };
const request = (wish: Partial<ChargeRequest> = {}): ChargeRequest => ({
  reference: "ORD-1001",
  total: { amount: 14_990n, currency: "TRY" },
  hold: false,
  session: { ...IDS, flow: "api" },
  ...wish,
});
const charge = (wish: Partial<ChargeRequest> = {}) => paynet.provider.chargeThreeD(request(wish));
const paid = (change: Record<string, unknown> = {}) => ({ ...recorded("tds-charge-paid"), ...change });
const refusal = (result_code: number) => ({
  ...{ type: "invalid_request_error", message: "olmaz", code: 400, result_code },
});

describe("what a charge sends", () => {
  it("is the documented request, byte for byte", async () => {
    paynet.answer(200, paid());
    await charge();
    expect(paynet.heard[0]).toMatchObject({ method: "POST", path: "/v2/transaction/tds_charge" });
    expect(paynet.heard[0]?.text).toBe(
      '{"session_id":"js_EAAAAEXAMPLE1","token_id":"7B6D0C0E-5C1A-4C3A-9C55-0B7F1D1E2A3F","transaction_type":1}',
    );
  });

  it("holds with type 3, and for a browser's session goes to the other service with amount and reference", async () => {
    paynet.answer(200, paid());
    await charge({ hold: true });
    await charge({ session: { ...IDS, flow: "browser" } });
    expect(paynet.heard[0]?.body).toMatchObject({ transaction_type: 3 });
    expect(paynet.heard[1]).toMatchObject({ path: "/v1/transaction/charge" });
    expect(paynet.heard[1]?.body).toEqual({
      ...{ ...IDS, transaction_type: 1, amount: "14990", reference_no: "ORD-1001" },
    });
  });

  it("is written down before it is sent, and without its token", async () => {
    paynet.answer(200, paid({ card_hash: "ch_secret", card_owner_id: "o", is_save_card_succeed: true }));
    await charge();
    expect(paynet.recorded[0]).toMatchObject({ operation: "transaction/tds_charge", hasEffect: true });
    expect(JSON.stringify(paynet.recorded)).not.toMatch(/7B6D0C0E|ch_secret|AYSE/);
  });

  it("is nothing without both ids", async () => {
    expect(await charge({ session: { session_id: IDS.session_id } })).toEqual({ kind: "unknown", why: "no_session" });
    expect(paynet.heard).toEqual([]);
  });
});

describe("the answer to a charge", () => {
  it("that took the money is the provider's own row, in the words of its queries", async () => {
    paynet.answer(200, paid());
    expect(await charge()).toEqual({
      kind: "answered",
      callId: "call_test",
      transaction: {
        ...{ transactionId: "xk_EAAAAEXAMPLE*2", kind: "sale", reference: "ORD-1001", verdict: "captured" },
        ...{ amountCharged: 14_990n, net: 14_692n, commission: 298n, commissionTax: 0n, currency: "TRY" },
        ...{ currencyText: "TRY", installments: 0, decline: null },
        card: { bin: "435508", last4: "4358", brand: "visa", bank: "AXSS", type: "credit" },
        occurredAt: new Date("2026-01-15T07:30:01.100Z"),
        refs: {
          ...{ xact_id: "xk_EAAAAEXAMPLE*2", xact: "2531777", authorization_code: "S55713" },
          ...{ reference_code: "601510000124", order_id: "PN0002" },
        },
      },
    });
  });

  it("that declined says so with the bank's code, and invents no figure it did not have", async () => {
    paynet.answer(200, recorded("tds-charge-declined"));
    expect(await charge()).toMatchObject({
      kind: "answered",
      transaction: {
        ...{ verdict: "failed", amountCharged: 14_990n, net: null, commission: null, currency: null },
        decline: { code: "51", class: "insufficient_funds", message: "Yetersiz bakiye" },
      },
    });
  });

  it("that holds is an authorisation; one in v1 names reads the same", async () => {
    paynet.answer(200, paid({ transaction_type: 3 }));
    expect(await charge({ hold: true })).toMatchObject({
      transaction: { kind: "authorisation", verdict: "authorised" },
    });
    const v1 = { authorization_code: "S1", order_id: "PN9", netAmount: 100, net_amount: undefined, reference_no: null };
    paynet.answer(200, paid({ ...v1, bank_order_id: undefined, agent_reference_no: "ORD-1001" }));
    expect(await charge()).toMatchObject({
      transaction: { net: 10_000n, reference: "ORD-1001", refs: { authorization_code: "S1", order_id: "PN9" } },
    });
  });

  it("hands over the card that was kept, and none that was not", async () => {
    const kept = { is_save_card_succeed: true, card_owner_id: "owner-1", card_hash: "ch_1" };
    paynet.answer(200, paid(kept));
    expect(await charge()).toMatchObject({ keptCard: { owner: "owner-1", card: "ch_1" } });
    paynet.answer(200, paid({ ...kept, is_save_card_succeed: false }));
    expect(await charge()).not.toHaveProperty("keptCard");
  });

  it("with 100 is an earlier success: already, to be asked about", async () => {
    paynet.answer(200, paid({ code: 100, message: "Önceki Başarılı İşlem" }));
    expect(await charge()).toEqual({ kind: "already", callId: "call_test" });
  });

  it.each([16, 15, 18, 19, 21, 22])("with %i is a definite no", async (code) => {
    paynet.answer(400, refusal(code));
    expect(await charge()).toEqual({ kind: "rejected", code: String(code), message: "olmaz", callId: "call_test" });
    paynet.answer(200, { object_name: "transaction", code, message: "olmaz" });
    expect(await charge()).toMatchObject({ kind: "rejected", code: String(code) });
  });

  it.each([5, 12, 13, 17])("with %i is no no: a charge whose answer was lost may be behind it", async (code) => {
    paynet.answer(400, refusal(code));
    expect(await charge()).toEqual({ kind: "already", callId: "call_test" });
  });

  it.each([
    ["a 500 that says 16", 500, refusal(16)],
    ["a wrong key", 401, refusal(7)],
    ["a blocked agent", 403, refusal(3)],
    ["a code nobody knows", 400, refusal(99)],
    ["a success code nobody knows", 200, paid({ code: 77 })],
    ["a limiter", 429, {}],
    ["a gateway's page", 502, "<html></html>"],
    ["half an answer", 200, '{"is_succeed":true,'],
    ["nothing", 200, ""],
    ["no word about success", 200, paid({ is_succeed: undefined })],
    ["success as a word", 200, paid({ is_succeed: "true" })],
    ["no id", 200, paid({ xact_id: undefined })],
    ["another payment's row", 200, paid({ reference_no: "ORD-2" })],
    ["a kind that is none of a charge", 200, paid({ transaction_type: 9 })],
  ])("with %s is unknown", async (_what, status, body) => {
    paynet.answer(status, body);
    expect(await charge()).toMatchObject({ kind: "unknown" });
    expect(paynet.heard).toHaveLength(1);
  });

  it("that does not come is unknown, and it is sent once by itself", async () => {
    hasty.play(() => undefined);
    expect(await hasty.provider.chargeThreeD(request())).toEqual({ kind: "unknown", why: "timeout" });
    expect(hasty.heard).toHaveLength(1);
  });
});
