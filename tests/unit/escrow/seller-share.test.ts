import { describe, expect, it } from "vitest";
import { sellerShare } from "@/lib/escrow/mirror/seller-share";
import type { EscrowTerms } from "@/lib/escrow/terms-schemas";

const beneficiary = { name: "Deniz Usta", iban: "TR330006100519786457841326" };
const terms = (split: [string, number][], whose: typeof beneficiary | null = beneficiary) =>
  ({ beneficiary: whose, split: split.map(([kind, amount]) => ({ kind, amount })) }) as unknown as EscrowTerms;

describe("what a beneficiary gets", () => {
  it.each<[string, EscrowTerms, bigint, bigint]>([
    ["nothing where nobody is named", terms([["goods", 900]], null), 1_000n, 0n],
    ["everything without a split", terms([]), 1_000n, 1_000n],
    [
      "everything where the merchant keeps no part",
      terms([
        ["goods", 800],
        ["cargo", 200],
      ]),
      1_000n,
      1_000n,
    ],
    [
      "all but the merchant's fee and commission",
      terms([
        ["goods", 700],
        ["service_fee", 200],
        ["commission", 100],
      ]),
      1_000n,
      700n,
    ],
    [
      "the same proportion of a part",
      terms([
        ["goods", 900],
        ["commission", 100],
      ]),
      500n,
      450n,
    ],
    [
      "never the kuruş that does not divide",
      terms([
        ["goods", 2],
        ["commission", 1],
      ]),
      100n,
      66n,
    ],
    ["nothing of what is the merchant's alone", terms([["service_fee", 1_000]]), 1_000n, 0n],
  ])("is %s", (_what, agreed, total, share) => {
    expect(sellerShare(agreed, total)).toBe(share);
  });
});
