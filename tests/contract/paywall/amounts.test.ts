import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partOf } from "@/lib/providers/part-of";
import { fromMajor, toMajorNumber, toMajorText, toPartNumber, toShareNumber } from "@/lib/providers/paywall/amounts";

const kurus = fc.bigInt({ min: 1n, max: 1_000_000_000_000n });

describe("money on Paywall's wire", () => {
  it.each([
    [1n, "0.01", "0.01"],
    [14_990n, "149.90", "149.9"],
    [15_000n, "150.00", "150"],
    [123_456n, "1234.56", "1234.56"],
    [999_999_999_999n, "9999999999.99", "9999999999.99"],
  ])("%i kuruş are %s in a header and %s in a body", (amount, header, body) => {
    expect(toMajorText(amount)).toBe(header);
    expect(JSON.stringify(toMajorNumber(amount))).toBe(body);
  });

  it("comes back as it left, for every amount the product can hold", () => {
    fc.assert(
      fc.property(kurus, (amount) => {
        expect(fromMajor(JSON.parse(JSON.stringify(toMajorNumber(amount))))).toBe(amount);
        expect(fromMajor(toMajorText(amount))).toBe(amount);
        expect(fromMajor(toMajorText(amount).replace(".", ","))).toBe(amount);
      }),
    );
  });

  it("zero, which Paywall reads as all of it, is never written", () => {
    expect(() => toMajorNumber(0n)).toThrow("an amount is above zero");
    expect(() => toPartNumber(0n as never)).toThrow(RangeError);
    expect(toPartNumber(partOf(4_000n, 14_990n))).toBe(40);
  });

  it("a share of a division may be zero and never less", () => {
    expect(toShareNumber(0n)).toBe(0);
    expect(toShareNumber(1_250n)).toBe(12.5);
    expect(() => toShareNumber(-1n)).toThrow("a share is not below zero");
  });

  it.each([
    [" 12,5 ", 1_250n],
    ["-3,05", -305n],
    ["1,500", 150n],
    ["7", 700n],
  ])("%j is %i kuruş", (value, amount) => {
    expect(fromMajor(value)).toBe(amount);
  });

  it.each([1.005, "1.234,56", "12e3", "abc", "x1", "1x", "12345678901234", "", null, undefined])(
    "%j is no amount",
    (value) => {
      expect(fromMajor(value)).toBeUndefined();
    },
  );
});
