import { describe, expect, it } from "vitest";
import { readCard } from "@/app/(checkout)/pay/[token]/_components/checkout/card-entry/read-card";

const NOW = { now: { month: 11, year: 2026 }, mode: "live" } as const;
const GOOD = { holder: " ALI DENEME ", number: "4355 0843 5508 4358", expiry: "12 / 30", code: "000" };
const errorsOf = (texts: Partial<typeof GOOD>) => {
  const read = readCard({ ...GOOD, ...texts }, NOW);
  return read.kind === "invalid" ? read.errors : {};
};

describe("a card read in the browser", () => {
  it("is read in the spellings people type", () => {
    for (const expiry of ["12/30", "12 / 30", "12/2030", "1230", "12-30"]) {
      expect(readCard({ ...GOOD, expiry }, NOW)).toEqual({
        kind: "read",
        card: { holder: "ALI DENEME", number: "4355084355084358", month: 12, year: 2030, code: "000" },
      });
    }
  });

  it("names every field that is wrong, with the codes of our server", () => {
    expect(errorsOf({ number: "4355 0843 5508 4359" })).toEqual({ number: "card_number" });
    expect(errorsOf({ number: " " })).toEqual({ number: "missing" });
    expect(errorsOf({ expiry: "13/30" })).toEqual({ expiry: "expiry" });
    expect(errorsOf({ expiry: "10/26" })).toEqual({ expiry: "expiry_past" });
    expect(errorsOf({ code: "12" })).toEqual({ code: "code" });
    expect(errorsOf({ holder: "", code: "" })).toEqual({ holder: "missing", code: "missing" });
  });

  it("need not pass the check digit rule in test mode, where documented cards do not", () => {
    const texts = { ...GOOD, number: "4546 7112 3456 7890" };
    expect(readCard(texts, NOW)).toMatchObject({ kind: "invalid", errors: { number: "card_number" } });
    expect(readCard(texts, { ...NOW, mode: "test" })).toMatchObject({ kind: "read" });
  });

  it("is good to the end of its month", () => {
    expect(errorsOf({ expiry: "11/26" })).toEqual({});
  });
});
