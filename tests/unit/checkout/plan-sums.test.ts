import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { monthlyParts, planRows } from "@/app/(checkout)/pay/[token]/_components/checkout/plans/plan-sums";

const facts = { price: 123_450n, counts: [1, 3, 6, 12], payerBearsDifference: true };

describe("instalment rows", () => {
  it("add up to the total, to the last kurus, for any total and any number of months", () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 12n), fc.integer({ min: 1, max: 36 }), (total, count) => {
        const { part, last } = monthlyParts(total, count);
        expect(part * BigInt(count - 1) + last).toBe(total);
        expect(last - part).toBeGreaterThanOrEqual(0n);
        expect(last - part).toBeLessThan(BigInt(count));
      }),
    );
  });

  it("stand there before a card is known, without a sum that nobody knows yet", () => {
    expect(planRows(facts, undefined)).toEqual([
      { count: 1, state: "open", total: 123_450n },
      { count: 3, state: "waits" },
      { count: 6, state: "waits" },
      { count: 12, state: "waits" },
    ]);
    const shopPays = planRows({ ...facts, payerBearsDifference: false }, undefined);
    expect(shopPays.every((row) => row.state === "open" && row.total === 123_450n)).toBe(true);
  });

  it("take the card's own totals, say which plan it has not, and never show a plan the link does not offer", () => {
    const options = [
      { count: 1, total: "123450" },
      { count: 2, total: "125000" },
      { count: 3, total: "127590" },
    ];
    expect(planRows(facts, options)).toEqual([
      { count: 1, state: "open", total: 123_450n },
      { count: 3, state: "open", total: 127_590n },
      { count: 6, state: "not_for_card" },
      { count: 12, state: "not_for_card" },
    ]);
  });

  it("leave the single payment alone when the card's plans could not be asked", () => {
    expect(planRows(facts, []).filter(({ state }) => state === "open")).toEqual([
      { count: 1, state: "open", total: 123_450n },
    ]);
  });
});
