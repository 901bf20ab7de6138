import { describe, expect, it } from "vitest";
import { containsCardNumber, maskCardNumbers, schemeOf } from "@/lib/kernel/card-number";

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
});

describe("schemeOf", () => {
  it.each([
    ["435508", "visa"],
    ["557113", "mastercard"],
    ["375622", "amex"],
    ["979203", "troy"],
    ["100000", undefined],
  ])("%s is %s", (bin, scheme) => {
    expect(schemeOf(bin)).toBe(scheme);
  });
});
