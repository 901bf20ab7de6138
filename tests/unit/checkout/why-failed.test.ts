import { describe, expect, it } from "vitest";
import { whyFailed } from "@/lib/checkout/why-failed";

describe("why a payment was not taken, for the payer", () => {
  it("reads the code where it says more than the reason", () => {
    expect(whyFailed("bank", "paynet", "51")).toEqual({
      reason: "limit",
      textKey: "limit",
      retry: "other_card",
      isBanks: true,
    });
    expect(whyFailed("bank", "paynet", "03")).toEqual({
      reason: "system",
      textKey: "shop_setup",
      retry: "never",
      isBanks: true,
    });
  });

  it("keeps the reason where the code is missing, unknown, or used by several numberings", () => {
    const bare = (reason: string) => ({ reason, textKey: undefined, retry: undefined, isBanks: true });
    expect(whyFailed("three_d", "paywall", "16")).toEqual(bare("three_d"));
    expect(whyFailed("limit", "paywall", "51")).toEqual(bare("limit"));
    expect(whyFailed("bank", "paynet", "no such code")).toEqual(bare("bank"));
    expect(whyFailed("card", "paynet", null)).toEqual(bare("card"));
  });

  it("does not say that the bank refused what the provider itself may have refused", () => {
    expect(whyFailed("card", "paynet", "18").isBanks).toBe(false);
    expect(whyFailed("bank", "paynet", "57").isBanks).toBe(true);
  });

  it("never explains a payment of which the provider knows nothing", () => {
    expect(whyFailed("abandoned", "paynet", "51")).toMatchObject({ reason: "abandoned", textKey: undefined });
  });
});
