import { describe, expect, it } from "vitest";
import { type BankInput, type BankLine, compareBank } from "@/lib/reconciliation/bank/compare-bank";
import { decodeStatement, readStatement } from "@/lib/reconciliation/bank/read-statement";

const line = (id: string, day: string, amount: bigint, text = "", more: Partial<BankLine> = {}): BankLine => ({
  ...{ id, day, amount, text, reference: null, iban: null, matchedKind: null, matchedId: null },
  ...more,
});
const due = { accountId: "pa_1", provider: "paynet", label: "Paynet", day: "2026-01-15", net: 98_000n, payments: 3 };
const payout = {
  ...{
    payoutId: "po_1",
    paymentId: "pay_1",
    day: "2026-01-15",
    amount: 40_000n,
    beneficiary: "Satıcı",
    reference: null,
  },
  iban: "TR330006100519786457841326",
};
const input = (change: Partial<BankInput>): BankInput => ({
  ...{ lines: [], expected: [], payouts: [], covered: [{ dayFrom: "2026-01-10", dayTo: "2026-01-20" }] },
  ...change,
});
const told = (change: Partial<BankInput>) => {
  const { matches, differences } = compareBank(input(change));
  return {
    matches: matches.map(({ line_id, id }) => [line_id, id]),
    differences: differences.map(({ reason, subjectId, atRisk }) => [reason, subjectId, atRisk]),
  };
};

describe("what a provider should have paid", () => {
  it("is found by its exact sum, on the day or up to four days later", () => {
    const lines = [line("l1", "2026-01-17", 98_000n)];
    expect(told({ expected: [due], lines })).toEqual({ matches: [["l1", "pa_1:2026-01-15"]], differences: [] });
  });

  it("paid short is told by the provider's name, with what is missing at risk", () => {
    const lines = [line("l1", "2026-01-15", 93_000n, "PAYNET GUN SONU")];
    expect(told({ expected: [due], lines }).differences).toEqual([["settlement_amount", "pa_1:2026-01-15", 5_000n]]);
  });

  it("is missing only where a statement shows that day and the next", () => {
    expect(told({ expected: [due] }).differences).toEqual([["settlement_missing", "pa_1:2026-01-15", 98_000n]]);
    for (const covered of [
      [],
      [{ dayFrom: "2026-01-10", dayTo: "2026-01-15" }],
      [{ dayFrom: "2026-01-16", dayTo: "2026-01-20" }],
    ])
      expect(told({ expected: [due], covered }).differences).toEqual([]);
  });

  it("takes an exact sum before another day's name may take it", () => {
    const other = { ...due, day: "2026-01-14", net: 50_000n };
    const lines = [line("l1", "2026-01-15", 98_000n, "PAYNET"), line("l2", "2026-01-16", 49_000n, "PAYNET")];
    expect(told({ expected: [other, due], lines })).toEqual({
      matches: [
        ["l1", "pa_1:2026-01-15"],
        ["l2", "pa_1:2026-01-14"],
      ],
      differences: [["settlement_amount", "pa_1:2026-01-14", 1_000n]],
    });
  });

  it("keeps the line it was matched with, and says when the books have changed since", () => {
    const lines = [
      line("l1", "2026-01-15", 98_000n, "", { matchedKind: "settlement_day", matchedId: "pa_1:2026-01-15" }),
    ];
    expect(told({ expected: [due], lines })).toEqual({ matches: [], differences: [] });
    expect(told({ expected: [{ ...due, net: 97_000n }], lines }).differences).toEqual([
      ["settlement_amount", "pa_1:2026-01-15", 1_000n],
    ]);
  });
});

describe("what we paid out", () => {
  it.each([
    ["its account", { iban: payout.iban }],
    ["its name", { text: "EFT po_1" }],
  ])("is found by %s", (_what, more) => {
    expect(told({ payouts: [payout], lines: [line("l1", "2026-01-16", -40_000n, "", more)] })).toEqual({
      matches: [["l1", "po_1"]],
      differences: [],
    });
  });

  it("never left the bank where only another's transfer of the same sum did; that one nobody knows", () => {
    expect(told({ payouts: [payout], lines: [line("l1", "2026-01-15", -40_000n, "EFT BASKASI")] }).differences).toEqual(
      [
        ["payout_not_at_bank", "po_1", 40_000n],
        ["bank_line_unknown", "l1", 40_000n],
      ],
    );
  });
});

const rows = (text: string) => {
  const read = readStatement(text);
  if (read.kind !== "read") throw new Error(read.why);
  return read;
};

describe("a statement", () => {
  it("is read with a bank's lines before its heading, Turkish commas, and account numbers inside the text", () => {
    const text =
      "Hesap özeti;;\nIBAN: x;;\nİşlem Tarihi;Açıklama;Tutar;Dekont No\n15.01.2026;EFT TR33 0006 1005 1978 6457 8413 26 A;-1.234,50;77\n16/01/2026;PAYNET;98.765,4;\n";
    expect(rows(text).rows).toEqual([
      {
        line: 4,
        day: "2026-01-15",
        amount: -123_450n,
        text: "EFT TR33 0006 1005 1978 6457 8413 26 A",
        reference: "77",
        iban: payout.iban,
      },
      { line: 5, day: "2026-01-16", amount: 9_876_540n, text: "PAYNET", reference: null, iban: null },
    ]);
  });

  it("with debit and credit apart is read with the right signs", () => {
    const { rows: read } = rows("Tarih;Açıklama;Borç;Alacak\n2026-01-15;a;10,00;\n2026-01-15;b;0,00;20,00\n");
    expect(read.map(({ amount }) => amount)).toEqual([-1_000n, 2_000n]);
  });

  it("names each line that it refuses, and why", () => {
    const { rows: read, refused } = rows(
      "Tarih;Tutar\n15.01.2026;1,00\n31.02.2026;1,00\n15.01.2026;abc\n15.01.2026;\n15.01.2026;1.234\n",
    );
    expect(read).toHaveLength(1);
    expect(refused.map(({ line, problem }) => [line, problem])).toEqual([
      [3, "date_unreadable"],
      [4, "amount_unreadable"],
      [5, "amount_missing"],
      [6, "amount_ambiguous"],
    ]);
  });

  it.each([
    ["", "empty"],
    ["a;b\n1;2\n", "no_header"],
    ['Tarih;Tutar\n"15', "malformed"],
  ])("that is none says so: %j", (text, why) => {
    expect(readStatement(text)).toEqual({ kind: "unreadable", why });
  });

  it("in Windows-1254 keeps its Turkish letters", () => {
    expect(decodeStatement(Uint8Array.of(0xdd, 0xfe, 0x6c, 0x65, 0x6d))).toBe("İşlem");
    expect(decodeStatement(new TextEncoder().encode("\uFEFFİşlem"))).toBe("İşlem");
  });
});
