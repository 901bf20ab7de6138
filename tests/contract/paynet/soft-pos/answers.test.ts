import { describe, expect, it } from "vitest";
import type { SoftPosProvider } from "@/lib/providers/soft-pos";
import { usePlayedPaynet } from "../played-paynet";

const paynet = usePlayedPaynet({ timeoutMs: 400 });
const KEY = "mk_EAAAAEXAMPLE0001";
const SESSION = "4F1C0A9922D7E3B0";
const pos = () => paynet.provider.softPos as SoftPosProvider;
const open = () => pos().openKey({ agentId: "2044", userId: "kasa01" });
const ask = () => pos().askSale({ key: KEY, paymentSessionId: SESSION });
const start = () =>
  pos().startSale({
    ...{ key: KEY, reference: "ORD-1001", installments: 1, addCommission: false },
    price: { amount: 14_990n, currency: "TRY" },
  });
const reverse = () => pos().startReversal({ key: KEY, transactionId: "xk_EAAAAEXAMPLE*1", reference: "REF-1001" });

/** The documented samples, docs/providers/paynet.md 2.1, 2.2 and 2.4. */
const OPENED = `{ "session_key": "mk_EAAAAEXAMPLE0001", "expired_date": "2026-01-16T10:00:00.0000000+03:00", "agent_id": "2044",
  "company_code": "EXMPL", "user_id": "kasa01", "user_unique_id": "9f0c", "is_okc_inquiry": false,
  "object_name": "get_auth_key", "code": 0, "message": "Başarılı İşlem" }`;
const STARTED = `{ "payment_session_id": "4F1C0A9922D7E3B0", "deeplink_url": "paynetpaypos://payment?payment_session_id=4F1C0A9922D7E3B0",
  "encryption_key": "bXktMzItYnl0ZS1leGFtcGxlLWtleS0wMDAwMDAwMDE=", "object_name": "init_sale_transaction", "code": 0, "message": "Başarılı İşlem" }`;
const ROW = {
  ...{ xact_id: "xk_EAAAAEXAMPLE*1", xact_date: "2026-01-15T10:27:22.0296925+03:00", transaction_type: 1, pos_type: 5 },
  ...{ agent_id: "2044", is_tds: false, bank_id: "AXSS", instalment: 0, card_no: "435508******4358", card_holder: "" },
  ...{
    card_type: "cc",
    ratio: 0.0199,
    amount: 149.9,
    netAmount: 146.92,
    comission: 2.98,
    comission_tax: 0.0,
    currency: "TRY",
  },
  ...{ authorization_code: "S55712", reference_code: "601510000123", order_id: "PP0001", is_succeed: true },
  ...{ xact_transaction_id: "3f0d", email: "", phone: "", note: "", agent_reference: "ORD-1001" },
  ...{ object_name: "transaction", code: 0, message: "Başarılı İşlem" },
};
const DECLINED = {
  ...ROW,
  ...{ xact_id: "xk_EAAAAEXAMPLE*0", xact_date: "2026-01-15T10:26:00.0000000+03:00", is_succeed: false },
  ...{ authorization_code: "", bank_error_id: "51", bank_error_message: "Yetersiz bakiye" },
};
const checked = (...Data: object[]) => ({ Data, object_name: "check_transaction", code: 0, message: "Başarılı İşlem" });
const no = (name: string, code: number) => ({ object_name: name, code, message: "olmaz" });
const unauthorised = { type: "authorization_error", message: "Yetkisiz", code: 401, result_code: 7 };

describe("a key", () => {
  it("is the sample's, with its moment", async () => {
    paynet.answer(200, OPENED);
    expect(await open()).toEqual({
      kind: "opened",
      key: KEY,
      expiresAt: new Date("2026-01-16T07:00:00Z"),
      isFiscalInquiry: false,
    });
  });

  it.each([
    ["16.01.2026 10:00:00", new Date("2026-01-16T07:00:00Z")],
    ["2026-01-16T10:00:00", new Date("2026-01-16T07:00:00Z")],
    ["2026-01-16 10:00:00.123", new Date("2026-01-16T07:00:00.123Z")],
    ["01/02/2026 10:00:00", null],
    ["/Date(1768546800000)/", null],
    ["yarın", null],
    ["", null],
    [null, null],
    [1768546800, null],
    [undefined, null],
  ])("says until when as %j, or nothing", async (expired_date, expiresAt) => {
    paynet.answer(200, { ...JSON.parse(OPENED), expired_date });
    expect(await open()).toMatchObject({ kind: "opened", expiresAt });
  });

  it("is refused in PayPOS's own envelope and in the common one", async () => {
    paynet.answer(400, no("get_auth_key", 4));
    expect(await open()).toEqual({ kind: "rejected", code: "4", message: "olmaz" });
    paynet.answer(403, { type: "authorization_error", message: "kapalı", code: 403, result_code: 3 });
    expect(await open()).toEqual({ kind: "rejected", code: "3", message: "kapalı" });
    paynet.answer(401, unauthorised);
    expect(await open()).toEqual({ kind: "rejected", code: "7", message: "Yetkisiz" });
    paynet.answer(400, no("get_auth_key", 12));
    expect(await open()).toMatchObject({ kind: "rejected", code: "12" });
  });

  it.each([
    [500, unauthorised],
    [200, "<html>"],
    [200, no("get_auth_key", 1)],
    [200, { ...JSON.parse(OPENED), session_key: "" }],
  ])("is unknown after %s %j", async (status, body) => {
    paynet.answer(status, body);
    expect(await open()).toMatchObject({ kind: "unknown" });
  });

  it.each([
    [200, no("logout", 0), "closed"],
    [400, no("logout", 13), "closed"],
    [404, no("logout", 12), "closed"],
    [401, unauthorised, "rejected"],
    [500, {}, "unknown"],
    [200, "", "unknown"],
  ])("that is ended answers %s %j: %s", async (status, body, kind) => {
    paynet.answer(status, body);
    expect(await pos().closeKey(KEY)).toMatchObject({ kind });
  });
});

describe("a start", () => {
  it.each([["sale", start] as const, ["reversal", reverse] as const])(
    "of a %s is the sample's",
    async (_what, begin) => {
      paynet.answer(200, STARTED);
      expect(await begin()).toEqual({
        kind: "started",
        paymentSessionId: SESSION,
        deeplinkUrl: "paynetpaypos://payment?payment_session_id=4F1C0A9922D7E3B0",
        encryptionKey: "bXktMzItYnl0ZS1leGFtcGxlLWtleS0wMDAwMDAwMDE=",
        callId: "call_test",
      });
    },
  );

  it.each([
    [401, unauthorised],
    [401, no("init_sale_transaction", 7)],
    [400, no("init_sale_transaction", 7)],
    [400, no("init_sale_transaction", 13)],
  ])("met a key that is over: %s %j", async (status, body) => {
    paynet.answer(status, body);
    expect([await start(), await reverse()]).toEqual([{ kind: "key_refused" }, { kind: "key_refused" }]);
  });

  it("is refused by any other definite no", async () => {
    paynet.answer(400, no("init_sale_transaction", 11));
    expect(await start()).toEqual({ kind: "rejected", code: "11", message: "olmaz", callId: "call_test" });
    paynet.answer(403, { ...unauthorised, code: 403 });
    expect(await start()).toMatchObject({ kind: "rejected", code: "7" });
    paynet.answer(400, no("init_reversal_transaction", 6));
    expect(await reverse()).toMatchObject({ kind: "rejected", code: "6" });
  });

  it.each([
    ["a page with 401", 401, "<html>401</html>"],
    ["a fault of theirs", 500, no("init_sale_transaction", 8)],
    ["too many calls", 429, no("init_sale_transaction", 11)],
    ["no data", 400, no("init_sale_transaction", 12)],
    ["a success with another code", 200, { ...JSON.parse(STARTED), code: 1 }],
    ["no session", 200, { ...JSON.parse(STARTED), payment_session_id: undefined }],
    ["an empty link", 200, { ...JSON.parse(STARTED), deeplink_url: "" }],
    ["a link that runs here", 200, { ...JSON.parse(STARTED), deeplink_url: "javascript:alert(1)" }],
    ["half an answer", 200, STARTED.slice(0, 80)],
    ["an empty answer", 200, ""],
    ["a page", 200, "<html></html>"],
  ])("is unknown after %s, and not sent again", async (_what, status, body) => {
    paynet.answer(status, body);
    expect(await start()).toMatchObject({ kind: "unknown" });
    expect(paynet.heard).toHaveLength(1);
  });

  it("is unknown after silence", async () => {
    paynet.play(() => undefined);
    expect(await start()).toEqual({ kind: "unknown", why: "timeout" });
    expect(paynet.heard).toHaveLength(1);
  });
});

describe("a question", () => {
  it("finds the sample's sale with the provider's own figures", async () => {
    paynet.answer(200, checked(ROW));
    const answer = await ask();
    expect(answer).toMatchObject({ kind: "found", callId: "call_test" });
    expect(answer.kind === "found" && answer.transactions).toEqual([
      {
        transactionId: "xk_EAAAAEXAMPLE*1",
        kind: "sale",
        reference: "ORD-1001",
        verdict: "captured",
        amountCharged: 14_990n,
        net: 14_692n,
        commission: 298n,
        commissionTax: 0n,
        currency: "TRY",
        currencyText: "TRY",
        installments: 0,
        card: { bin: "435508", last4: "4358", brand: "visa", bank: "AXSS", type: "credit" },
        decline: null,
        occurredAt: new Date("2026-01-15T07:27:22.029Z"),
        refs: expect.objectContaining({ xact_id: "xk_EAAAAEXAMPLE*1", order_id: "PP0001" }),
      },
    ]);
  });

  it("finds a declined tap before the sale, whatever order they come in", async () => {
    paynet.answer(200, checked(ROW, DECLINED));
    const answer = await ask();
    expect(answer.kind === "found" && answer.transactions.map(({ verdict, decline }) => [verdict, decline])).toEqual([
      ["failed", { code: "51", class: "insufficient_funds", message: "Yetersiz bakiye" }],
      ["captured", null],
    ]);
  });

  it.each([
    ["no row", 200, checked()],
    ["null rows", 200, { ...checked(), Data: null }],
    ["code 12", 200, { ...checked(), code: 12 }],
    ["400 with code 12", 400, no("check_transaction", 12)],
    ["404 in the common envelope", 404, { type: "no_data_error", message: "", code: 404, result_code: 12 }],
    ["404 with nothing else", 404, { message: "yok", code: 404 }],
  ])("waits after %s", async (_what, status, body) => {
    paynet.answer(status, body);
    expect(await ask()).toEqual({ kind: "waiting", callId: "call_test" });
  });

  it.each([
    [401, unauthorised],
    [401, no("check_transaction", 7)],
    [400, no("check_transaction", 7)],
  ])("met a key that is over: %s %j", async (status, body) => {
    paynet.answer(status, body);
    expect(await ask()).toEqual({ kind: "key_refused" });
  });

  it.each([
    ["13, which may be either session", 400, no("check_transaction", 13)],
    ["another no", 400, no("check_transaction", 11)],
    ["no such service", 404, { type: "404 Not Found", message: "", code: 404, result_code: 9 }],
    ["somebody else's 404", 404, "<html>404</html>"],
    ["somebody else's 401", 401, "<html>401</html>"],
    ["a fault of theirs", 500, unauthorised],
    ["another code", 200, { ...checked(ROW), code: 8 }],
    ["a row without an id", 200, checked(ROW, { ...ROW, xact_id: undefined })],
    ["a row with an empty id", 200, checked(ROW, { ...ROW, xact_id: "" })],
    ["a row whose success is a word", 200, checked(ROW, { ...ROW, is_succeed: "true" })],
    ["a row that is none", 200, { ...checked(), Data: [ROW, "satır"] }],
    ["rows that are none", 200, { ...checked(), Data: ROW }],
  ])("is unknown after %s", async (_what, status, body) => {
    paynet.answer(status, body);
    expect(await ask()).toMatchObject({ kind: "unknown" });
  });

  it.each([
    ["success under a code that is none", { code: 1 }, "open", null],
    ["success of an earlier call", { code: 100 }, "captured", null],
    ["no word about success", { is_succeed: null }, "open", null],
    ["no success and no reason", { is_succeed: false }, "open", null],
    [
      "no success and a code of the row's own",
      { is_succeed: false, code: 1, message: "Red" },
      "failed",
      { code: "1", class: "bank", message: "Red" },
    ],
    ["a hold", { transaction_type: 3 }, "authorised", null],
    ["a kind nobody knows", { transaction_type: 77 }, "open", null],
    ["money that went back", { transaction_type: 2 }, "open", null],
  ])("reads a row with %s", async (_what, change, verdict, decline) => {
    paynet.answer(200, checked({ ...ROW, ...change }));
    const answer = await ask();
    expect(answer.kind === "found" && answer.transactions).toMatchObject([{ verdict, decline }]);
  });

  it.each([
    [{ amount: "149,90" }, 14_990n],
    [{ amount: "149.9" }, 14_990n],
    [{ amount: "yüz" }, null],
    [{ amount: null }, null],
    [{ amount: 149.999 }, null],
  ])("reads money as it comes or not at all: %j", async (change, amountCharged) => {
    paynet.answer(200, checked({ ...ROW, ...change }));
    const answer = await ask();
    expect(answer.kind === "found" && answer.transactions).toMatchObject([{ amountCharged }]);
  });
});
