import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeKurusText,
  decodeLiraNumber,
  decodeLiraText,
  encodeLira,
  formatLira,
} from "../../../sandbox/paynet/protocol/amounts";

describe("Paynet amounts on the sandbox's side of the wire", () => {
  it("writes kuruş as a JSON number in TL with a dot", () => {
    expect(JSON.stringify([12_050n, 123_450n, 100_000n, 5n, 0n, -240n].map(encodeLira))).toBe(
      "[120.5,1234.5,1000,0.05,0,-2.4]",
    );
  });

  it("reads back every amount up to 10^12 kuruş exactly as it was written", () => {
    const readsBack = (kurus: bigint) => decodeLiraNumber(JSON.parse(JSON.stringify(encodeLira(kurus)))) === kurus;
    expect(readsBack(10n ** 12n)).toBe(true);
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), readsBack));
  });

  it.each(["120,50", "1.234,50", "1,234.50", "12.345", "1e3", "-5", "", " 5", "0x10"])(
    "takes %j for no amount in TL",
    (text) => {
      expect(decodeLiraText(text)).toBeNull();
    },
  );

  it("takes a fraction of a kuruş for no amount", () => {
    expect(decodeLiraNumber(10.005)).toBeNull();
    expect(decodeKurusText("50.5")).toBeNull();
    expect(decodeKurusText("5000")).toBe(5_000n);
  });

  it("shows payers Turkish thousands and decimal marks", () => {
    expect([5n, 123_450n, 100_000_000_000n].map(formatLira)).toEqual(["0,05", "1.234,50", "1.000.000.000,00"]);
  });
});
