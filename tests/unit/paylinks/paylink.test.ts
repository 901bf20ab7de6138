import { describe, expect, it } from "vitest";
import { mayStartPayment, PAYLINK_STATUSES, paylinkMachine, providerReferenceFor } from "@/lib/paylinks/paylink";

const pairs = PAYLINK_STATUSES.flatMap((from) => PAYLINK_STATUSES.map((to) => [from, to] as const));

const ALLOWED = new Set([
  "creating>active",
  "creating>failed",
  "active>paid",
  "active>exhausted",
  "active>expired",
  "active>deactivating",
  "expired>paid",
  "deactivating>deactivated",
  "deactivating>paid",
  "deactivated>paid",
]);

describe("paylink machine", () => {
  it.each(pairs)("%s to %s is as the architecture draws it", (from, to) => {
    expect(paylinkMachine.can(from, to)).toBe(ALLOWED.has(`${from}>${to}`));
  });

  it("names both states when a step is refused", () => {
    expect(() => paylinkMachine.assert("paid", "active")).toThrow("paylink cannot go from paid to active");
  });
});

describe("mayStartPayment", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  const open = { status: "active" as const, expiresAt: new Date("2026-11-22T12:00:01Z"), uses: 0, maxUses: 1 };

  it("lets a payment start on an active link with time and a use left", () => {
    expect(mayStartPayment(open, now)).toBe(true);
  });

  it.each([
    ["is over", { ...open, expiresAt: now }],
    ["is used up", { ...open, uses: 1 }],
    ["is being deactivated", { ...open, status: "deactivating" as const }],
    ["is still being created", { ...open, status: "creating" as const }],
  ])("refuses when the link %s", (_why, link) => {
    expect(mayStartPayment(link, now)).toBe(false);
  });
});

describe("providerReferenceFor", () => {
  it.each([
    ["INV-77", "INV-77-abcdefgh"],
    [undefined, "vz-abcdefgh"],
    ["Sipariş 7/ç", "Sipari7/-abcdefgh"],
    ["???", "vz-abcdefgh"],
    ["x".repeat(60), `${"x".repeat(40)}-abcdefgh`],
  ])("makes %s into %s", (referenceNo, expected) => {
    expect(providerReferenceFor(referenceNo, "abcdefgh")).toBe(expected);
  });
});
