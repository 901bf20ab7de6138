import { describe, expect, it } from "vitest";
import {
  decodeListDate,
  encodeDay,
  encodeDayAndTime,
  encodeInstant,
  isSameDay,
} from "../../../sandbox/paynet/protocol/dates";

const at = Date.parse("2026-01-15T07:27:22.029Z");

describe("Paynet dates on the sandbox's side of the wire", () => {
  it("writes moments with seven fractional digits and Istanbul's offset", () => {
    expect(encodeInstant(at)).toBe("2026-01-15T10:27:22.0290000+03:00");
  });

  it("writes list dates as dd.mm.yyyy in Istanbul's day, not in UTC's", () => {
    const lateEvening = Date.parse("2026-01-14T21:30:00Z");
    expect([encodeDay(lateEvening), encodeDayAndTime(at)]).toEqual(["15.01.2026", "15.01.2026 10:27:22"]);
  });

  it("lets an end date without a time include its whole day", () => {
    expect(decodeListDate("15.01.2026", "start")).toBe(Date.parse("2026-01-15T00:00:00+03:00"));
    expect(decodeListDate("15.01.2026", "end")).toBe(Date.parse("2026-01-15T23:59:59.999+03:00"));
    expect(decodeListDate("15.01.2026 10:00:00", "end")).toBe(Date.parse("2026-01-15T10:00:00.999+03:00"));
  });

  it.each(["2026-01-15", "15/01/2026", "31.02.2026", "1.1.2026", "15.13.2026", ""])(
    "refuses %j as a list date",
    (text) => {
      expect(decodeListDate(text, "start")).toBeNull();
    },
  );

  it("cuts the day at Istanbul midnight", () => {
    expect(isSameDay(Date.parse("2026-01-14T21:00:00Z"), Date.parse("2026-01-15T20:59:59Z"))).toBe(true);
    expect(isSameDay(Date.parse("2026-01-14T20:59:59Z"), Date.parse("2026-01-14T21:00:00Z"))).toBe(false);
  });
});
