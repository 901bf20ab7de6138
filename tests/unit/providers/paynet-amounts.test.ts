import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partOf } from "@/lib/providers/part-of";
import { fromTl, toCommaText, toKurusDigits, toKurusText, toTlNumber } from "@/lib/providers/paynet/amounts";

const kurus = fc.bigInt({ min: 1n, max: 1_000_000_000_000n });

describe("money on Paynet's wire", () => {
  it.each([
    [1n, "0.01", "0,01"],
    [100n, "1", "1,00"],
    [14_990n, "149.9", "149,90"],
    [123_456_789n, "1234567.89", "1234567,89"],
  ])("%i kuruş are %s as a number and %s with a comma", (amount, number, comma) => {
    expect(JSON.stringify(toTlNumber(amount))).toBe(number);
    expect(toCommaText(amount)).toBe(comma);
    expect(toKurusText(amount)).toBe(amount.toString());
  });

  it("a part of a sale is written in kuruş", () => {
    expect(toKurusDigits(partOf(4_000n, 14_990n))).toBe("4000");
  });

  it.each([0n, -1n])("%i, which Paynet would read as all of it, is never written", (amount) => {
    expect(() => toKurusDigits(amount as never)).toThrow("a partial amount is above zero");
    expect(() => toKurusText(amount)).toThrow("an amount is above zero");
    expect(() => toCommaText(amount)).toThrow("an amount is above zero");
  });

  it("comes back as it left, for every amount the product can hold", () => {
    fc.assert(
      fc.property(kurus, (amount) => {
        expect(fromTl(toTlNumber(amount))).toBe(amount);
        expect(fromTl(toCommaText(amount))).toBe(amount);
      }),
    );
  });

  it.each([
    [" 12,5 ", 1_250n],
    ["-3,05", -305n],
    ["7", 700n],
    ["1,500", 150n],
    [0, 0n],
    ["9999999999999", 999_999_999_999_900n],
  ])("%j is %i kuruş", (value, amount) => {
    expect(fromTl(value)).toBe(amount);
  });

  it.each([1.005, "1.234,56", "12e3", "abc", "", "x1", "1x", "1,", "12345678901234", null, undefined])(
    "%j is no amount",
    (value) => {
      expect(fromTl(value)).toBeUndefined();
    },
  );
});
