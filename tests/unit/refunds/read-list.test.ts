import { describe, expect, it } from "vitest";
import { readList } from "@/lib/refunds/bulk/read-list";

const read = (text: string) => readList(text, "tr");

describe("a pasted list of refunds", () => {
  it("names payments by id or by the merchant's reference, with amounts as people write them", () => {
    expect(read("pay_1;1.234,50\nSIP-7\n\nSIP-8;10\n")).toEqual([
      { line: 1, text: "pay_1  1.234,50", row: { payment_id: "pay_1", amount: 123_450n } },
      { line: 2, text: "SIP-7", row: { reference_no: "SIP-7" } },
      { line: 4, text: "SIP-8  10", row: { reference_no: "SIP-8", amount: 1_000n } },
    ]);
  });

  it.each([
    ["a head line", "payment_id;amount\npay_1;5,00"],
    ["a byte order mark and Windows lines", "\uFEFFpay_1;5,00\r\n"],
    ["tabs, as a spreadsheet copies", "pay_1\t5,00"],
    ["quotes", '"pay_1","5,00"'],
  ])("understands %s", (_name, text) => {
    expect(read(text)?.map((row) => ("row" in row ? row.row : row.problem))).toEqual([
      { payment_id: "pay_1", amount: 500n },
    ]);
  });

  it("knows its separator from any line", () => {
    expect(read("SIP-1\npay_2;5,00")?.map((row) => ("row" in row ? row.row : row.problem))).toEqual([
      { reference_no: "SIP-1" },
      { payment_id: "pay_2", amount: 500n },
    ]);
  });

  it.each([
    ["pay_1;1.234", "amount_ambiguous"],
    ["pay_1;0", "amount_unreadable"],
    ["pay_1;-5", "amount_unreadable"],
    ["pay_1;5,001", "amount_ambiguous"],
    ["pay_1;5,0015", "amount_unreadable"],
    ["pay_1;on lira", "amount_unreadable"],
    ["pay_1,5,00", "too_many_columns"],
    [";5,00", "name_unreadable"],
  ])("never guesses: %s is %s", (text, problem) => {
    expect(read(text)).toEqual([expect.objectContaining({ problem })]);
  });

  it("is refused whole when it is broken or longer than a person can look over", () => {
    expect(read('"pay_1;5')).toBeUndefined();
    expect(read("SIP-1\n".repeat(200))).toHaveLength(200);
    expect(read("SIP-1\n".repeat(201))).toBeUndefined();
  });

  const first = (text: string) => {
    const [row] = read(text) ?? [];
    return row && ("row" in row ? row.row : row.problem);
  };

  it.each<[string, unknown]>([
    [`${"x".repeat(40)};5,00`, { reference_no: "x".repeat(40), amount: 500n }],
    [`${"x".repeat(41)};5,00`, "name_unreadable"],
    ["SIP-1;0,01", { reference_no: "SIP-1", amount: 1n }],
    ["SIP-1;5,00;;", { reference_no: "SIP-1", amount: 500n }],
    ["SIP-1;5,00;;x", "too_many_columns"],
    [";5,00", "name_unreadable"],
  ])("%s is %o", (text, expected) => {
    expect(first(text)).toEqual(expected);
  });

  it.each(["paymentid", "payment_id", "ID", "ödeme", "Ödeme no", "reference_no", "ref", "sipariş no"])(
    "%s is a head line, and only in the first place",
    (name) => {
      expect(read(`${name};tutar\nSIP-1;5,00`)).toHaveLength(1);
      expect(read(`SIP-1;5,00\n${name};6,00`)).toHaveLength(2);
    },
  );

  it.each(["my id", "id-7", "refund-9", "xref"])("%s is no head line", (name) => {
    expect(read(`${name};5,00`)).toHaveLength(1);
  });
});
