import { describe, expect, it } from "vitest";
import { readCount } from "@/app/(dashboard)/m/[merchant]/pos/closing/read-count";

const read = (pos: string) => readCount({ pos, paylink: "", checkout: "", reason: "" }, "tr");

describe("what a cashier counted", () => {
  it.each([
    ["", 0],
    ["0", 0],
    ["0,00", 0],
    ["1.234,50", 123_450],
    ["12.5", 1_250],
    ["-90,00", -9_000],
    ["\u2212 90,00", -9_000],
  ])("%j is %i minor units", (text, pos) => {
    expect(read(text)).toEqual({ kind: "ok", counted: { pos, paylink: 0, checkout: 0 } });
  });

  it.each([
    ["1.234", "amount_ambiguous"],
    ["on lira", "amount"],
    ["1,2,3", "amount"],
    ["--5", "amount"],
  ])("%j is asked about: %s", (text, code) => {
    expect(read(text)).toEqual({ kind: "invalid", errors: { pos: [code] } });
  });
});
