import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chargeFor, INSTALMENT_CHOICES } from "../../../sandbox/paynet/payment/commission";

describe("what a payment comes to", () => {
  it("answers the documented example: 120.50 pays 2.40 commission and nets 118.10", () => {
    expect(chargeFor(12_050n, "cc", 0, false)).toMatchObject({ amount: 12_050n, commission: 240n, net: 11_810n });
  });

  it("puts added commission on top, so that the merchant nets what was requested", () => {
    expect(chargeFor(100_000n, "cc", 0, true)).toMatchObject({
      amount: 102_040n,
      commission: 2_040n,
      commissionTax: 0n,
      net: 100_000n,
    });
  });

  it("always charges net plus commission, whatever the amount, plan and bearer", () => {
    const plans = fc.constantFrom(...INSTALMENT_CHOICES);
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), plans, fc.boolean(), (requested, instalment, added) => {
        const charge = chargeFor(requested, "cc", instalment, added);
        expect(charge?.amount).toBe((charge?.net ?? 0n) + (charge?.commission ?? 0n));
        expect(added ? charge?.net : charge?.amount).toBe(requested);
      }),
    );
  });

  it("has no instalments for debit cards and none outside its table", () => {
    expect(chargeFor(10_000n, "bc", 3, false)).toBeNull();
    expect(chargeFor(10_000n, "cc", 5, false)).toBeNull();
  });
});
