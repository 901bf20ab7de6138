import { describe, expect, it } from "vitest";
import type { PosSaleRequest, SoftPosProvider } from "@/lib/providers/soft-pos";
import { secretKey, usePlayedPaynet } from "../played-paynet";

const paynet = usePlayedPaynet();
const KEY = "mk_EAAAAEXAMPLE0001";
const pos = () => paynet.provider.softPos as SoftPosProvider;

/** docs/providers/paynet.md 2.2. */
const STARTED = {
  payment_session_id: "4F1C0A9922D7E3B0",
  deeplink_url: "paynetpaypos://payment?payment_session_id=4F1C0A9922D7E3B0",
  encryption_key: "bXktMzItYnl0ZS1leGFtcGxlLWtleS0wMDAwMDAwMDE=",
  object_name: "init_sale_transaction",
  code: 0,
  message: "Başarılı İşlem",
};
const sale = (wish: Partial<PosSaleRequest> = {}): PosSaleRequest => ({
  key: KEY,
  reference: "ORD-1001",
  price: { amount: 14_990n, currency: "TRY" },
  installments: 1,
  addCommission: false,
  ...wish,
});
const heard = () => {
  const [call] = paynet.heard;
  if (call === undefined || paynet.heard.length !== 1) throw new Error(`${paynet.heard.length} calls`);
  return call;
};

describe("what is sent", () => {
  it("a key is asked for with the raw secret key and the mark of a phone", async () => {
    paynet.answer(200, { session_key: KEY, object_name: "get_auth_key", code: 0, message: "" });
    await pos().openKey({ agentId: "2044", userId: "kasa01" });
    const { path, headers, text } = heard();
    expect(path).toBe("/v1/agent/get_auth_key");
    expect(headers).toMatchObject({ authorization: `Basic ${secretKey}`, paynetmobile: "2" });
    expect(headers).not.toHaveProperty("session-key");
    expect(text).toBe('{"agent_id":"2044","user_id":"kasa01"}');
  });

  it("a sale carries its session key alone, and the sample's bytes", async () => {
    paynet.answer(200, STARTED);
    await pos().startSale(sale({ callbackUrl: "myshop://paypos/return" }));
    const { path, headers, text } = heard();
    expect(path).toBe("/v1/softpos/init_sale_transaction");
    expect(headers).toMatchObject({ "session-key": KEY, "content-type": "application/json; charset=UTF-8" });
    expect(headers).not.toHaveProperty("authorization");
    expect(headers).not.toHaveProperty("paynetmobile");
    expect(text).toBe(
      '{"amount":149.9,"add_commission":false,"instalment":0,"reference_no":"ORD-1001","callback_url":"myshop://paypos/return"}',
    );
  });

  it("everything a sale may say stands under its own name, and what it does not say is left out", async () => {
    paynet.answer(200, STARTED);
    await pos().startSale(
      sale({
        ...{ installments: 3, addCommission: true, description: "Masa 4", agentId: "2046" },
        ...{ payerPhone: "+90 555 000 00 01", payerEmail: "ayse@example.com" },
      }),
    );
    expect(heard().body).toEqual({
      amount: 149.9,
      add_commission: true,
      instalment: 3,
      card_holder_phone: "5550000001",
      card_holder_mail: "ayse@example.com",
      description: "Masa 4",
      reference_no: "ORD-1001",
      selected_agent_id: "2046",
    });
  });

  it.each([
    [1n, "0.01"],
    [10n, "0.1"],
    [10_000n, "100"],
    [123_456_789_01n, "123456789.01"],
    [999_999_999_999_99n, "999999999999.99"],
  ])("%s kuruş is %s TL on the wire", async (amount, text) => {
    paynet.answer(200, STARTED);
    await pos().startSale(sale({ price: { amount, currency: "TRY" } }));
    expect(heard().text).toContain(`{"amount":${text},`);
  });

  it.each([0n, -1n])("%s kuruş are never sent", async (amount) => {
    await expect(pos().startSale(sale({ price: { amount, currency: "TRY" } }))).rejects.toThrow(RangeError);
    expect(paynet.heard).toEqual([]);
  });

  it("a question names the session; a reversal the transaction, without any amount", async () => {
    paynet.answer(200, STARTED);
    await pos().askSale({ key: KEY, paymentSessionId: "4F1C0A9922D7E3B0" });
    await pos().startReversal({ key: KEY, transactionId: "xk_EAAAAEXAMPLE*1", reference: "REF-1001" });
    expect(paynet.heard.map(({ path, text }) => [path, text])).toEqual([
      ["/v1/softpos/check_transaction", '{"payment_session_id":"4F1C0A9922D7E3B0"}'],
      ["/v1/softpos/init_reversal_transaction", '{"xact_id":"xk_EAAAAEXAMPLE*1","reference_no":"REF-1001"}'],
    ]);
    expect(paynet.heard.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  it("a key is ended with the secret key", async () => {
    paynet.answer(200, { object_name: "logout", code: 0, message: "" });
    await pos().closeKey(KEY);
    const { path, headers, text } = heard();
    expect([path, text]).toEqual(["/v1/agent/logout", `{"session_key":"${KEY}"}`]);
    expect(headers).toMatchObject({ authorization: `Basic ${secretKey}`, paynetmobile: "2" });
  });
});

describe("what is written down", () => {
  it("no record has the session key, the encryption key, the link or the address that the app returns to", async () => {
    const secrets = {
      key: `mk_${"S".repeat(30)}`,
      crypt: "C".repeat(44),
      link: "paynetpaypos://x/D1",
      back: "app://y/B1",
    };
    paynet.answer(200, { session_key: secrets.key, code: 0, message: `oturum ${secrets.key}` });
    await pos().openKey({ agentId: "2044", userId: "kasa01" });
    paynet.answer(200, {
      ...{ ...STARTED, deeplink_url: secrets.link, encryption_key: secrets.crypt, callback_url: secrets.back },
      message: `${secrets.key} ile`,
    });
    await pos().startSale(sale({ key: secrets.key, callbackUrl: secrets.back, payerPhone: "5550000001" }));
    await pos().closeKey(secrets.key);
    const text = JSON.stringify(paynet.recorded, (_name, value) => (typeof value === "bigint" ? `${value}` : value));
    expect(text).toContain("4F1C0A9922D7E3B0");
    const leaked = [...Object.values(secrets), "5550000001", secretKey].filter((secret) => text.includes(secret));
    expect(leaked).toEqual([]);
  });

  it("only a question and a key may be repeated; a sale and a reversal never", async () => {
    paynet.answer(500, {});
    await pos().openKey({ agentId: "2044", userId: "kasa01" });
    await pos().startSale(sale());
    await pos().askSale({ key: KEY, paymentSessionId: "X" });
    await pos().startReversal({ key: KEY, transactionId: "xk_1", reference: "R" });
    await pos().closeKey(KEY);
    const classes = paynet.recorded.flatMap((row) => {
      const { operation, retryClass } = row as { operation?: string; retryClass?: string };
      return operation === undefined ? [] : [[operation, retryClass]];
    });
    expect(classes).toEqual([
      ["agent/get_auth_key", "repeatable"],
      ["softpos/init_sale_transaction", "never-auto-repeat"],
      ["softpos/check_transaction", "repeatable"],
      ["softpos/init_reversal_transaction", "never-auto-repeat"],
      ["agent/logout", "repeatable"],
    ]);
    expect(paynet.heard).toHaveLength(5);
  });
});
