import { describe, expect, it } from "vitest";
import { containsCardNumber, isCardNumber, maskCardNumbers, schemeOf } from "@/lib/kernel/card-number";

describe("containsCardNumber", () => {
  it.each(["4355084355084358", "4355 0843 5508 4358", "5571-1355-7113-5575", "kart 375622005485014 lütfen"])(
    "finds %s",
    (text) => {
      expect(containsCardNumber(text)).toBe(true);
    },
  );

  it.each([
    ["an IMEI, which passes Luhn", "356938035643809"],
    ["a wrong check digit", "4355084355084359"],
    ["a phone number", "0532 111 22 33"],
    ["a masked number", "435508******4358"],
    ["a long order number", "20261122000000000017"],
  ])("lets %s through", (_what, text) => {
    expect(containsCardNumber(text)).toBe(false);
  });
});

describe("maskCardNumbers", () => {
  it("keeps the first six and last four and the rest of the text", () => {
    expect(maskCardNumbers('{"pan":"4355 0843 5508 4358","n":"7"}')).toBe('{"pan":"435508******4358","n":"7"}');
  });

  it("leaves digits alone that are no card", () => {
    expect(maskCardNumbers("imei 356938035643809")).toBe("imei 356938035643809");
  });
});

function luhn(digits: string): boolean {
  const doubled = [...digits].reverse().map((digit, place) => String(place % 2 === 0 ? digit : Number(digit) * 2));
  return [...doubled.join("")].reduce((sum, digit) => sum + Number(digit), 0) % 10 === 0;
}

/** These digits with the check digit that Luhn asks for. */
function withCheckDigit(digits: string): string {
  const check = [..."0123456789"].find((digit) => luhn(`${digits}${digit}`));
  return `${digits}${check}`;
}

describe("isCardNumber", () => {
  it.each([
    ["visa", "4", 16],
    ["visa of 13", "4", 13],
    ["visa of 19", "4", 19],
    ["mastercard", "51", 16],
    ["mastercard of the two series", "2223", 16],
    ["mastercard of the two series", "2720", 16],
    ["amex", "34", 15],
    ["troy", "9792", 16],
    ["maestro", "50", 16],
    ["maestro of 18", "67", 18],
    ["maestro of 19", "58", 19],
  ])("%s", (_scheme, prefix, length) => {
    const number = withCheckDigit(prefix.padEnd(length - 1, "9"));
    expect(isCardNumber(number)).toBe(true);
    expect(isCardNumber(`${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`)).toBe(false);
  });

  it.each([
    ["amex of 16", "34", 16],
    ["troy of 18", "9792", 18],
    ["mastercard of 13", "51", 13],
    ["a visa's digit further on", "14", 16],
    ["a troy's digits further on", "19792", 16],
    ["a maestro's digits further on", "1506", 16],
    ["an amex's digits further on", "134", 15],
  ])("%s is none", (_what, prefix, length) => {
    expect(isCardNumber(withCheckDigit(prefix.padEnd(length - 1, "1")))).toBe(false);
  });
});

describe("schemeOf", () => {
  it.each([
    ["435508", "visa"],
    ["557113", "mastercard"],
    ["375622", "amex"],
    ["979203", "troy"],
    ["650000", "troy"],
    ["222300", "mastercard"],
    ["235000", "mastercard"],
    ["271000", "mastercard"],
    ["272000", "mastercard"],
    ["272900", undefined],
    ["274000", undefined],
    ["210000", undefined],
    ["500000", "maestro"],
    ["560000", "maestro"],
    ["600000", "maestro"],
    ["100000", undefined],
  ])("%s is %s", (bin, scheme) => {
    expect(schemeOf(bin)).toBe(scheme);
  });
});
