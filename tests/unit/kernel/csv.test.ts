import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCell, csvLine } from "@/lib/kernel/csv";

describe("a cell of an export", () => {
  it.each(["=1+1", "+90 532", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1"])("%j never starts a formula", (text) => {
    expect(csvCell(text).replace(/^"/, "")).toMatch(/^'/);
  });

  it("never starts a formula, whatever was typed", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", '"', ",", "a", "＝", " ") }),
        (text) => {
          expect(csvCell(text).replace(/^"/, "").trimStart()).not.toMatch(/^[=+\-@＝]/);
        },
      ),
    );
  });

  it("quotes what would break the line, and leaves plain text alone", () => {
    expect(csvLine(["a", 'b"c', "d,e", "f\ng", null, 5])).toBe('a,"b""c","d,e","f\ng",,5\r\n');
  });
});
