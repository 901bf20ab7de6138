import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney } from "@/lib/kernel/format-money";
import { addMoney, allocate, money, toJsonInteger } from "@/lib/kernel/money";

describe("allocate", () => {
  it("gives what does not divide to the first parts", () => {
    expect(allocate(money(100n, "TRY"), [1n, 1n, 1n]).map(({ amount }) => amount)).toEqual([34n, 33n, 33n]);
  });

  it("never loses or makes a kuruş", () => {
    const weights = fc.array(fc.bigInt({ min: 1n, max: 1_000n }), { minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), weights, (amount, parts) => {
        const sum = allocate(money(amount, "TRY"), parts).reduce((left, right) => addMoney(left, right));
        expect(sum.amount).toBe(amount);
      }),
    );
  });

  it("refuses weights that sum to nothing", () => {
    expect(() => allocate(money(1n, "TRY"), [])).toThrow("weights must sum to more than zero");
  });
});

describe("toJsonInteger", () => {
  it("carries 10^12 and refuses one kuruş more", () => {
    expect(toJsonInteger(10n ** 12n)).toBe(1_000_000_000_000);
    expect(() => toJsonInteger(10n ** 12n + 1n)).toThrow("amount exceeds 10^12 minor units");
    expect(toJsonInteger(-(10n ** 12n))).toBe(-1_000_000_000_000);
    expect(() => toJsonInteger(-(10n ** 12n) - 1n)).toThrow(RangeError);
  });
});

describe("addMoney", () => {
  it("refuses to add two currencies", () => {
    const foreign = { amount: 1n, currency: "EUR" } as unknown as ReturnType<typeof money>;
    expect(() => addMoney(money(1n, "TRY"), foreign)).toThrow("cannot add EUR to TRY");
  });
});

describe("formatMoney", () => {
  it.each([
    [123_450n, "tr", "1.234,50 TL"],
    [123_450n, "en", "1,234.50 TL"],
    [-5n, "tr", "−0,05 TL"],
    [0n, "en", "0.00 TL"],
    [100_000_000_000n, "tr", "1.000.000.000,00 TL"],
  ] as const)("writes %s (%s) as %s", (amount, locale, text) => {
    expect(formatMoney(amount, "TRY", locale)).toBe(text);
  });

  it("calls another currency by its own code", () => {
    expect(formatMoney(1n, "EUR" as never, "en")).toBe("0.01 EUR");
  });
});
