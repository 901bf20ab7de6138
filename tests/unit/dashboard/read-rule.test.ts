import { describe, expect, it } from "vitest";
import { type RuleDraft, readRule } from "@/app/(dashboard)/m/[merchant]/settings/routing/read-rule";

const draft = (part: Partial<RuleDraft> = {}): RuleDraft => ({
  account: "pa_1",
  position: "100",
  families: "",
  amount_min: "",
  amount_max: "",
  installments_min: "",
  installments_max: "",
  valid_from: "",
  ...part,
});

describe("the form of a routing rule", () => {
  it("reads an empty bound as none and families between commas", () => {
    expect(readRule(draft({ families: "Bonus, world ,", amount_min: "500,00" }), "tr")).toEqual({
      kind: "ok",
      input: {
        provider_account_id: "pa_1",
        position: 100,
        card_families: ["bonus", "world"],
        amount_min: 50_000,
        amount_max: null,
        installments_min: 1,
        installments_max: 36,
      },
    });
  });

  it("reads a beginning as Istanbul's time, and none as at once", () => {
    expect(readRule(draft({ valid_from: "2026-12-01T09:30" }), "en")).toMatchObject({
      input: { valid_from: "2026-12-01T09:30:00+03:00" },
    });
    const reading = readRule(draft(), "tr");
    expect(reading.kind === "ok" && "valid_from" in reading.input).toBe(false);
  });

  it.each<[Partial<RuleDraft>, Record<string, string[]>]>([
    [{ amount_min: "500,00", amount_max: "100,00" }, { amount_max: ["below_the_lower_bound"] }],
    [{ installments_min: "6", installments_max: "3" }, { installments_max: ["below_the_lower_bound"] }],
    [{ installments_max: "99" }, { installments_max: ["invalid"] }],
    [{ amount_max: "1.234" }, { amount_max: ["amount_ambiguous"] }],
    [{ position: "ilk" }, { position: ["number"] }],
    [{ valid_from: "incomplete" }, { valid_from: ["date"] }],
    [{ valid_from: "2026-02-31T09:30" }, { valid_from: ["invalid"] }],
    [{ families: "b@nus" }, { families: ["invalid"] }],
  ])("puts a mistake beside its field: %j", (part, errors) => {
    expect(readRule(draft(part), "tr")).toEqual({ kind: "invalid", errors });
  });
});
