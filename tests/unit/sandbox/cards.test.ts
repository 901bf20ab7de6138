import { describe, expect, it } from "vitest";
import { isCardNumber, maskNumber, passesLuhn, rememberCard, TEST_CARDS } from "../../../sandbox/bank/cards";
import { checkCard } from "../../../sandbox/bank/check-card";

const now = Date.parse("2026-12-31T12:00:00Z");
const good = { number: "4355084355084358", holder: "AYŞE ÖRNEK", month: 12, year: 2026, cvc: "000" };

describe("cards at the sandbox's bank", () => {
  it("takes every card its index page names", () => {
    expect(TEST_CARDS.every((card) => isCardNumber(card.number))).toBe(true);
  });

  it("takes any other number only when the check digit is right", () => {
    expect(passesLuhn("4508034508034509")).toBe(true);
    expect(isCardNumber("4508034508034508")).toBe(false);
    expect(isCardNumber("4355 0843 5508 4358")).toBe(false);
  });

  it("keeps only the first six and last four digits", () => {
    expect(maskNumber(good.number)).toBe("435508******4358");
    expect(JSON.stringify(rememberCard(good.number, good.holder))).not.toContain(good.number);
  });

  it("takes a card until the last moment of its month", () => {
    expect(checkCard(good, now)).toBeNull();
    expect(checkCard(good, Date.parse("2027-01-01T00:00:00Z"))).toMatchObject({ field: "month", code: 22 });
  });

  it.each([
    [{ number: "4355084355084359" }, "number", 18],
    [{ holder: " " }, "holder", 18],
    [{ month: 13 }, "month", 22],
    [{ month: Number.NaN }, "month", 22],
    [{ cvc: "00" }, "cvc", 18],
  ])("refuses %j before any bank is asked", (change, field, code) => {
    expect(checkCard({ ...good, ...change }, now)).toMatchObject({ field, code });
  });
});
