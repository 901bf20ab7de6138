import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CAPABILITY_GRACE_HOURS, type Capability, signCapability, verifyCapability } from "@/lib/webhooks/capability";

const oldKey = { id: "k1", secret: "an old secret of good length" };
const newKey = { id: "k2", secret: "a new secret of good length!" };
const now = new Date("2026-11-22T12:00:00Z");
const capability: Capability = {
  kind: "link",
  provider: "paynet",
  merchantId: "mer_0123456789abcdefghjkmnpqrs",
  subjectId: "pl_0123456789abcdefghjkmnpqrs",
  accountId: "pa_0123456789abcdefghjkmnpqrs",
};

describe("capability", () => {
  it("comes back as it was signed", () => {
    const segment = signCapability([newKey], capability, new Date("2026-12-01T00:00:00Z"));
    expect(verifyCapability([newKey], "paynet", segment, now)).toEqual({ ok: true, capability });
  });

  it.each(["link", "account", "return"] as const)("of an %s says what it is for", (kind) => {
    const segment = signCapability([newKey], { ...capability, kind });
    expect(verifyCapability([newKey], "paynet", segment, now)).toEqual({
      ok: true,
      capability: { ...capability, kind },
    });
    expect(segment.startsWith(`${kind[0]}~`)).toBe(true);
  });

  it("is read as a whole: nothing before, behind, or missing", () => {
    const segment = signCapability([newKey], capability);
    for (const text of [`x${segment}`, `${segment}x`, segment.slice(1), segment.slice(0, -1), ""]) {
      expect(verifyCapability([newKey], "paynet", text, now)).toEqual({ ok: false, reason: "malformed" });
    }
  });

  it("under another secret of the same name is refused for its signature", () => {
    const segment = signCapability([{ ...newKey, secret: "another secret of good length" }], capability);
    expect(verifyCapability([newKey], "paynet", segment, now)).toEqual({ ok: false, reason: "signature" });
  });

  it("cannot be made without a key", () => {
    expect(() => signCapability([], capability)).toThrow("no capability key is configured");
  });

  it("late money finds its way for half a year", () => {
    expect(CAPABILITY_GRACE_HOURS).toBe(4_320);
  });

  it("fits into the 250 characters a provider takes", () => {
    expect(signCapability([newKey], capability, now).length).toBeLessThan(160);
  });

  it("is accepted with every live key and refused when its key is gone", () => {
    const segment = signCapability([oldKey], capability);
    expect(verifyCapability([newKey, oldKey], "paynet", segment, now).ok).toBe(true);
    expect(verifyCapability([newKey], "paynet", segment, now)).toEqual({ ok: false, reason: "signature" });
  });

  it("ends at its time and not before", () => {
    const segment = signCapability([newKey], capability, now);
    expect(verifyCapability([newKey], "paynet", segment, now).ok).toBe(true);
    expect(verifyCapability([newKey], "paynet", segment, new Date(now.getTime() + 1_000))).toEqual({
      ok: false,
      reason: "expired",
      capability,
    });
  });

  it("is worth nothing at another provider", () => {
    expect(verifyCapability([newKey], "paywall", signCapability([newKey], capability), now).ok).toBe(false);
  });

  it("breaks with any single changed character", () => {
    const segment = signCapability([newKey], capability);
    const position = fc.integer({ min: 0, max: segment.length - 1 });
    fc.assert(
      fc.property(position, fc.constantFrom(..."0aZ~-_"), (index, character) => {
        fc.pre(segment[index] !== character);
        const forged = segment.slice(0, index) + character + segment.slice(index + 1);
        expect(verifyCapability([newKey], "paynet", forged, now).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("refuses any text we did not make", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(verifyCapability([newKey], "paynet", text, now).ok).toBe(false);
      }),
    );
  });
});
