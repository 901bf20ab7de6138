import { describe, expect, it } from "vitest";
import { isId, newId, newReferenceSuffix, newToken } from "@/lib/kernel/ids";

describe("newId", () => {
  it("sorts by the time it was made", () => {
    const earlier = newId("payment", new Date("2026-01-01T00:00:00Z"));
    const later = newId("payment", new Date("2026-01-01T00:00:00.001Z"));
    expect([later, earlier].sort()).toEqual([earlier, later]);
  });

  it("does not repeat within a millisecond", () => {
    const now = new Date();
    expect(new Set(Array.from({ length: 5_000 }, () => newId("event", now))).size).toBe(5_000);
  });

  it("is recognised by its own kind only", () => {
    const id = newId("paylink", new Date());
    expect(isId("paylink", id)).toBe(true);
    expect(isId("payment", id)).toBe(false);
    expect(isId("paylink", `${id}/../x`)).toBe(false);
  });
});

describe("tokens and suffixes", () => {
  it("have the length that addresses and references rely on", () => {
    expect(newToken()).toMatch(/^[0-9a-z]{26}$/);
    expect(newReferenceSuffix()).toMatch(/^[0-9a-z]{8}$/);
  });
});
