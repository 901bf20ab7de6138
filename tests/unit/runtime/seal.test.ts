import { describe, expect, it } from "vitest";
import { seal, unseal } from "@/lib/runtime/seal";

const KEK = "a key-encryption key for tests";

describe("seal", () => {
  it("opens for its own context only", () => {
    const sealed = seal(KEK, "mer_a|account|1", "sck_secret");
    expect(unseal(KEK, "mer_a|account|1", sealed)).toBe("sck_secret");
    expect(() => unseal(KEK, "mer_b|account|1", sealed)).toThrow();
    expect(() => unseal("another key", "mer_a|account|1", sealed)).toThrow();
  });

  it("never writes the same text twice alike and never shows it", () => {
    const [first, second] = [seal(KEK, "c", "sck_secret"), seal(KEK, "c", "sck_secret")];
    expect(first).not.toBe(second);
    expect(first).not.toContain("sck_secret");
  });
});
