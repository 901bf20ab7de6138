import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatAmount } from "@/lib/kernel/format-money";
import { MAX_MINOR_UNITS } from "@/lib/kernel/money";
import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";

const ok = (minorUnits: bigint) => ({ kind: "ok", minorUnits });

describe("parseMoney", () => {
  it.each<[string, MoneyLocale, bigint]>([
    ["1.234,56", "tr", 123_456n],
    ["1234,5", "tr", 123_450n],
    ["1234", "tr", 123_400n],
    ["12.5", "tr", 1_250n],
    ["0,01", "tr", 1n],
    ["1.234.567,00 TL", "tr", 123_456_700n],
    ["250 ₺", "tr", 25_000n],
    [" 12,50TL ", "tr", 1_250n],
    ["1,234.56", "en", 123_456n],
    ["1,234,567", "en", 123_456_700n],
    ["12,5", "en", 1_250n],
  ])("reads %s (%s)", (text, locale, minorUnits) => {
    expect(parseMoney(text, locale)).toEqual(ok(minorUnits));
  });

  it.each<[string, MoneyLocale, [bigint, bigint]]>([
    ["1.234", "tr", [123_400n, 123n]],
    ["12,345", "tr", [1_234_500n, 1_234n]],
    ["1,234", "en", [123_400n, 123n]],
    ["999.999", "tr", [99_999_900n, 99_999n]],
  ])("asks about %s (%s) instead of guessing", (text, locale, readings) => {
    expect(parseMoney(text, locale)).toEqual({ kind: "ambiguous", readings });
  });

  it.each<[string, string]>([
    ["", "empty"],
    ["١٢", "characters"],
    ["1e3", "characters"],
    ["-1", "characters"],
    ["1,2345", "decimals"],
    ["1.23.4", "grouping"],
    ["1,2,3", "grouping"],
    ["0.123,4", "grouping"],
    ["0123.456,00", "grouping"],
    ["1234.567,00", "grouping"],
    ["1.23.456,00", "grouping"],
    ["1.2345.678,00", "grouping"],
    ["12345678901234", "grouping"],
    ["12TL5", "characters"],
    ["0", "not_positive"],
    ["0,00", "not_positive"],
    ["10000000000,01", "too_large"],
  ])("refuses %s", (text, reason) => {
    expect(parseMoney(text, "tr")).toEqual({ kind: "invalid", reason });
  });

  it("reads back every amount it wrote, in both locales", () => {
    const amounts = fc.bigInt({ min: 1n, max: MAX_MINOR_UNITS });
    fc.assert(
      fc.property(amounts, fc.constantFrom<MoneyLocale>("tr", "en"), (amount, locale) => {
        expect(parseMoney(formatAmount(amount, locale), locale)).toEqual(ok(amount));
      }),
      { numRuns: 2_000 },
    );
  });
});
