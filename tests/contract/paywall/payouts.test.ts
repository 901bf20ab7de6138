import { describe, expect, it } from "vitest";
import { paywallAdapter } from "@/lib/providers/paywall/adapter";
import { connectProvider } from "@/lib/providers/registry";
import { envelope, usePlayedPaywall } from "./played-paywall";

const paywall = usePlayedPaywall({ timeoutMs: 1_500 });
const payouts = () => {
  const { payouts: found } = paywallAdapter({ ...paywall.connection, payoutKey: "contract-1" });
  if (found === undefined) throw new Error("no payouts");
  return found;
};
const play = (body: unknown, status = 200) =>
  paywall.play((response) => response.writeHead(status).end(JSON.stringify(body)));

const IBAN = "TR330006100519786457841326";
const order = { reference: "po_1-1", group: "esc_1", name: "Ayşe Satıcı", iban: IBAN, amount: 12_350n, text: "po_1" };
const sent = { Result: true, PayoutTransactionId: 30_001, MerchantUniqueCode: "po_1-1", Amount: 123.5 };
const row = { PayoutTransactionId: 30_001, MerchantUniqueCode: "po_1-1", Amount: "123.50", ReceiverIban: IBAN };

describe("an order to pay out", () => {
  it("names receiver, sum and our code under the private keys, byte for byte", async () => {
    play(envelope({ Body: sent }));
    expect(await payouts().sendPayout(order)).toEqual({ kind: "accepted", payoutId: "30001", callId: "call_test" });
    expect(paywall.heard[0]?.path).toBe("/pay/api/paywall/payout/send/iban");
    expect(paywall.heard[0]?.headers).toMatchObject({ apikeyprivate: "prv-key", apiclientprivate: "prv-client" });
    expect(paywall.heard[0]?.text).toBe(
      '{"PayoutProviderKey":"contract-1","MerchantGroupCode":"esc_1","MerchantUniqueCode":"po_1-1",' +
        `"ReceiverTitle":"Ayşe Satıcı","ReceiverIban":"${IBAN}","Description":"po_1","Amount":123.5,"CurrencyId":1,` +
        '"CallbackSupport":false}',
    );
  });

  it.each([
    ["another code", { ...sent, MerchantUniqueCode: "po_2-1" }],
    ["another sum", { ...sent, Amount: 123.51 }],
    ["no number", { ...sent, PayoutTransactionId: undefined }],
    ["a no inside a yes", { ...sent, Result: false }],
  ])("is unknown after an answer with %s", async (_name, body) => {
    play(envelope({ Body: body }));
    expect(await payouts().sendPayout(order)).toMatchObject({ kind: "unknown" });
  });

  it("is refused by a definite no alone: a code used before may be our own first send", async () => {
    play({ ...envelope({ Body: null }), Result: false, ErrorCode: 81, Message: "kontrat" });
    expect(await payouts().sendPayout(order)).toMatchObject({ kind: "rejected", code: "81" });
    play({ ...envelope({ Body: null }), Result: false, ErrorCode: 4 });
    expect(await payouts().sendPayout(order)).toMatchObject({ kind: "unknown", why: "duplicate_4" });
    play({}, 502);
    expect(await payouts().sendPayout(order)).toMatchObject({ kind: "unknown" });
  });
});

describe("a question about a payout", () => {
  it.each([
    [1, "waiting"],
    [2, "paid"],
    [3, "failed"],
    [4, "open"],
    [0, "open"],
  ])("reads state %i as %s", async (StatusId, state) => {
    play(envelope({ Body: { ...row, StatusId } }));
    expect(await payouts().findPayout("po_1-1")).toMatchObject({ kind: "found", state, amount: 12_350n, iban: IBAN });
    expect(paywall.heard[0]?.headers).toMatchObject({ merchantuniquecode: "po_1-1" });
  });

  it("believes neither another payout's row nor silence", async () => {
    play(envelope({ Body: { ...row, MerchantUniqueCode: "po_2-1", StatusId: 2 } }));
    expect(await payouts().findPayout("po_1-1")).toMatchObject({ kind: "unknown" });
    play({ ...envelope({ Body: null }), Result: false, ErrorCode: 56 });
    expect(await payouts().findPayout("po_1-1")).toMatchObject({ kind: "absent" });
    play({ ...envelope({ Body: null }), Result: false, ErrorCode: -1 });
    expect(await payouts().findPayout("po_1-1")).toMatchObject({ kind: "unknown" });
  });
});

it("live keys make no payouts while the provider's states are a guess (PAYWALL-O1)", () => {
  const { keys, recorder } = paywall.connection;
  const whole = { ...keys, hashKeys: {}, dataCentre: "global", closeService: "provision" } as const;
  const connect = (environment: "live" | "provider_test" | "sandbox", contract: { payoutKey?: string }) =>
    connectProvider({
      environment,
      keys: { provider: "paywall", ...whole, ...contract },
      sandboxUrl: "http://127.0.0.1:1",
      timeoutMs: 1_000,
      recorder,
    }).payouts;
  expect(connect("live", { payoutKey: "contract-1" })).toBeUndefined();
  expect(connect("provider_test", { payoutKey: "contract-1" })).toBeDefined();
  expect(connect("sandbox", {})).toBeUndefined();
});
