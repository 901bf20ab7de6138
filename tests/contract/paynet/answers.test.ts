import { describe, expect, it } from "vitest";
import { linkRequest, recorded, usePlayedPaynet } from "./played-paynet";

const paynet = usePlayedPaynet();
const hasty = usePlayedPaynet({ timeoutMs: 500 });

type CheckAnswer = { Data: Record<string, unknown>[]; code: unknown };

const checkWith = (change: Record<string, unknown>, envelope: Record<string, unknown> = {}) => {
  const answer = recorded<CheckAnswer>("check-paid");
  return { ...answer, ...envelope, Data: [{ ...answer.Data[0], ...change }] };
};
const without = (field: string) => {
  const answer = recorded<CheckAnswer>("check-paid");
  return {
    ...answer,
    Data: answer.Data.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== field))),
  };
};

async function ask(answer: unknown, status = 200) {
  paynet.answer(status, answer);
  return paynet.provider.queryTransactions({ reference: "INV-77-00000000" });
}

/** The one transaction of an answer; fails when the answer is not "found". */
async function onlyRow(answer: unknown) {
  const read = await ask(answer);
  if (read.kind !== "found") throw new Error(`answered ${read.kind}`);
  return read.transactions[0];
}

describe("a documented success", () => {
  it("of create gives the link's id and address, which differ", async () => {
    paynet.answer(200, recorded("create"));
    expect(await paynet.provider.createPaymentLink(linkRequest())).toEqual({
      kind: "created",
      providerId: "c1c7f2aa-0000-4000-8000-9be3a0c50b02",
      url: "https://pts-paynet.com.tr/S/M?id=0d6f5b1e-0000-4000-8000-5f1f8d6f0a01",
    });
  });

  it("of check is a capture with every figure in kuruş", async () => {
    expect(await onlyRow(recorded("check-paid"))).toEqual({
      transactionId: "xk_EAAAAEXAMPLE*2+a/1t",
      kind: "sale",
      reference: "INV-77-00000000",
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
      refs: {
        xact_id: "xk_EAAAAEXAMPLE*2+a/1t",
        xact: "2531777",
        authorization_code: "S55713",
        reference_code: "601510000001",
        order_id: "PN0002",
      },
    });
  });

  it("code 100, the same request already succeeded, is a success", async () => {
    expect(await onlyRow(checkWith({}, { code: 100, message: "Önceki Başarılı İşlem" }))).toMatchObject({
      verdict: "captured",
    });
    expect(await onlyRow(checkWith({}, { code: "100" }))).toMatchObject({ verdict: "captured" });
  });

  it("both spellings of the net amount are read", async () => {
    const answer = without("netAmount") as CheckAnswer;
    const spelt = { ...answer, Data: answer.Data.map((row) => ({ ...row, net_amount: 146.92 })) };
    expect(await onlyRow(spelt)).toMatchObject({ net: 14_692n });
  });

  it("a byte order mark in front is no obstacle", async () => {
    expect(await onlyRow(`\uFEFF${JSON.stringify(recorded("check-paid"))}`)).toMatchObject({ verdict: "captured" });
  });

  it.each([
    [0.01, 1n],
    ["0,01", 1n],
    ["1234.56", 123_456n],
    [1234.5, 123_450n],
    [1_000_000, 100_000_000n],
    ["1000000,00", 100_000_000n],
    [9999999999.99, 999_999_999_999n],
    [149.9, 14_990n],
    [0.29, 29n],
    [1.005, null],
    ["1.234,56", null],
    ["12e3", null],
    ["abc", null],
    [null, null],
  ])("the amount %j is %s kuruş", async (amount, kurus) => {
    expect((await onlyRow(checkWith({ amount })))?.amountCharged).toBe(kurus);
  });

  it.each([
    ["TRY", "TRY"],
    ["TL", "TRY"],
    ["949", "TRY"],
    ["USD", null],
    ["try", null],
    ["", null],
  ])("the currency %j is %s", async (currency, known) => {
    expect((await onlyRow(checkWith({ currency })))?.currency).toBe(known);
  });

  it.each([
    ["2026-01-15T10:27:22.0296925+03:00", "2026-01-15T07:27:22.029Z"],
    ["2026-01-15T10:27:22", "2026-01-15T07:27:22.000Z"],
    ["2026-01-15T07:27:22Z", "2026-01-15T07:27:22.000Z"],
    ["15.01.2026 10:27:22", "2026-01-15T07:27:22.000Z"],
    ["11.12.2026 00:30:00", "2026-12-10T21:30:00.000Z"],
  ])("the time %s is %s", async (text, iso) => {
    expect((await onlyRow(checkWith({ xact_date: text })))?.occurredAt?.toISOString()).toBe(iso);
  });

  it("a list row's day and time give its instant", async () => {
    const row = await onlyRow(checkWith({ xact_date: "11.12.2026", xact_time: "11.12.2026 10:27:22" }));
    expect(row?.occurredAt?.toISOString()).toBe("2026-12-11T07:27:22.000Z");
  });
});

describe("HTTP 200 with code 0 is not paid by itself", () => {
  it("is_succeed false is a decline with the bank's reason", async () => {
    expect(await onlyRow(recorded("check-declined"))).toMatchObject({
      verdict: "failed",
      decline: { code: "51", class: "insufficient_funds", message: "Yetersiz bakiye" },
    });
  });

  it("a failed 3-D check keeps Paynet's own code", async () => {
    const change = {
      is_succeed: false,
      bank_error_id: "",
      bank_error_message: "",
      paynet_error_id: "16",
      paynet_error_message: "3D doğrulaması başarısız",
    };
    expect(await onlyRow(checkWith(change))).toMatchObject({
      decline: { code: "16", class: "three_d", message: "3D doğrulaması başarısız" },
    });
  });

  it.each([
    ["null", { is_succeed: null }],
    ["missing", undefined],
  ])("is_succeed %s is open", async (_what, change) => {
    expect(await onlyRow(change === undefined ? without("is_succeed") : checkWith(change))).toMatchObject({
      verdict: "open",
    });
  });

  it.each(["true", "True", 1, "1", "yes"])("is_succeed %j, which is not true, is never paid", async (is_succeed) => {
    const read = await ask(checkWith({ is_succeed }));
    const verdicts = read.kind === "found" ? read.transactions.map(({ verdict }) => verdict) : [read.kind];
    expect(["open", "unknown"]).toEqual(expect.arrayContaining(verdicts));
  });

  it.each([
    [1, "captured"],
    ["1", "captured"],
    [3, "authorised"],
    [4, "captured"],
    [2, "open"],
    [5, "open"],
    [7, "open"],
    [9, "open"],
    [99, "open"],
  ])("transaction_type %j with success is %s", async (transaction_type, verdict) => {
    expect(await onlyRow(checkWith({ transaction_type }))).toMatchObject({ verdict });
  });

  it.each([
    [1, "sale"],
    [2, "reversal"],
    [3, "authorisation"],
    [4, "capture"],
    [5, "reversal"],
    [6, "reversal"],
    [9, "reversal"],
    [7, "other"],
    [99, "other"],
  ])("transaction_type %j is a row about a %s", async (transaction_type, kind) => {
    expect(await onlyRow(checkWith({ transaction_type }))).toMatchObject({ kind });
  });

  it.each([1, 10, 8, "1", null, "x"])("result code %j decides nothing", async (code) => {
    expect(await ask(checkWith({}, { code }))).toMatchObject({ kind: "unknown" });
  });

  it("no rows, and Data that is missing, are absent", async () => {
    expect(await ask({ ...recorded<object>("check-paid"), Data: [] })).toMatchObject({ kind: "absent" });
    expect(await ask({ object_name: "transaction_check", code: 0, message: "" })).toMatchObject({ kind: "absent" });
  });
});

describe("what cannot be read is unknown, never failed", () => {
  it.each([
    ["a gateway's HTML with 200", 200, "<!doctype html><h1>OK</h1>"],
    ["an empty body", 200, ""],
    ["a truncated body", 200, JSON.stringify(recorded("check-paid")).slice(0, 120)],
    ["JSON of another shape", 200, "[]"],
    ["429", 429, JSON.stringify({ ...recorded("bad-request"), code: 429 })],
    ["500", 500, JSON.stringify(recorded("server-error"))],
    ["502 HTML", 502, "<h1>Bad Gateway</h1>"],
    ["503", 503, ""],
    ["404 HTML", 404, "<h1>Not Found</h1>"],
    ["400 without a code", 400, "{}"],
    ["204", 204, ""],
  ])("%s", async (_what, status, text) => {
    paynet.answer(status, text);
    expect(await paynet.provider.createPaymentLink(linkRequest())).toMatchObject({ kind: "unknown" });
    expect(await paynet.provider.findPaymentLink("x")).toMatchObject({ kind: "unknown" });
    expect(await paynet.provider.deactivatePaymentLink("x")).toMatchObject({ kind: "unknown" });
    expect(await paynet.provider.queryTransactions({ reference: "x" })).toMatchObject({ kind: "unknown" });
    expect(await paynet.provider.listTransactions(new Date(0), new Date(0))).toMatchObject({ kind: "unknown" });
  });

  it("a row without its id", async () => {
    expect(await ask(without("xact_id"))).toMatchObject({ kind: "unknown" });
  });

  it("silence until the time limit", async () => {
    hasty.play(() => undefined);
    expect(await hasty.provider.createPaymentLink(linkRequest())).toEqual({ kind: "unknown", why: "timeout" });
  });

  it("headers and then silence", async () => {
    hasty.play((response) => response.writeHead(200).write('{"code":'));
    expect(await hasty.provider.createPaymentLink(linkRequest())).toMatchObject({ kind: "unknown" });
  });

  it("an endless body", async () => {
    paynet.play((response) => {
      response.writeHead(200);
      const flood = () => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", flood).on("error", () => undefined);
      flood();
    });
    expect(await paynet.provider.queryTransactions({ reference: "x" })).toMatchObject({ kind: "unknown" });
  });
});

describe("a definite no", () => {
  it("400 with a result code is a refusal in the provider's words", async () => {
    paynet.answer(400, recorded("bad-request"));
    expect(await paynet.provider.createPaymentLink(linkRequest())).toEqual({
      kind: "rejected",
      code: "11",
      message: "amount zorunludur",
    });
    expect(await paynet.provider.deactivatePaymentLink("x")).toMatchObject({ kind: "rejected", code: "11" });
  });

  it("a wrong key says nothing about a transaction", async () => {
    expect(await ask(recorded("unauthorized"), 401)).toMatchObject({ kind: "unknown" });
  });

  it("404 with code 12 is absence, and so is 200 with code 12", async () => {
    expect(await ask(recorded("no-data"), 404)).toMatchObject({ kind: "absent" });
    expect(await ask({ object_name: null, code: 12, message: "Kayıt yok" })).toMatchObject({ kind: "absent" });
    paynet.answer(404, recorded("no-data"));
    expect(await paynet.provider.findPaymentLink("x")).toEqual({ kind: "absent" });
  });

  it("a create answered with 'no data' is not proof that nothing was made", async () => {
    paynet.answer(404, recorded("no-data"));
    expect(await paynet.provider.createPaymentLink(linkRequest())).toMatchObject({ kind: "unknown" });
  });
});
