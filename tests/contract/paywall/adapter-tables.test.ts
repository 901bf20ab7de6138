import { describe, expect, it } from "vitest";
import { paywallAdapter } from "@/lib/providers/paywall/adapter";
import { usePlayedPaywall } from "./played-paywall";

const paywall = usePlayedPaywall();
const provider = () => paywallAdapter(paywall.connection, { now: () => new Date("2026-01-15T22:30:00Z") });

describe("tables and what Paywall cannot do", () => {
  it("InterestAmount is the total; a total below the price makes the table unknown", async () => {
    const option = (count: number, total: number) => ({ Installment: count, RawAmount: 149.9, InterestAmount: total });
    paywall.succeed({ Options: [option(1, 149.9), option(3, 155.9)] });
    const price = { amount: 14_990n, currency: "TRY" as const };
    expect(await provider().installmentTable(price, "529360", true)).toEqual({
      kind: "found",
      options: [
        { count: 1, total: 14_990n },
        { count: 3, total: 15_590n },
      ],
    });
    expect(paywall.heard[0]?.headers).toMatchObject({
      amount: "149.90",
      currencyid: "1",
      binnumber: "529360",
      distinctduplicates: "true",
    });
    expect(await provider().installmentTable(price, "529360", false)).toEqual({
      kind: "found",
      options: [
        { count: 1, total: 14_990n },
        { count: 3, total: 14_990n },
      ],
    });
    const bad = [
      [option(1, 149.9), option(3, 6)],
      [option(3, 155.9), option(3, 155.91)],
      [option(3, 155.905)],
      [{ ...option(3, 155.9), RawAmount: 150 }],
    ];
    for (const Options of bad) {
      paywall.succeed({ Options });
      expect(await provider().installmentTable(price, undefined, true)).toMatchObject({ kind: "unknown" });
    }
  });

  it("says unsupported without a call", async () => {
    const [from, to] = [new Date(0), new Date(1)];
    const { findPaymentLink, listTransactions, listPaymentLinks, listReversals, deactivatePaymentLink } = provider();
    for (const answer of [
      await findPaymentLink("x"),
      await listTransactions(from, to),
      await listPaymentLinks(from, to),
      await listReversals(from, to),
    ]) {
      expect(answer).toEqual({ kind: "unknown", why: "unsupported" });
    }
    expect(await deactivatePaymentLink("x")).toMatchObject({ kind: "rejected", code: "unsupported" });
    expect(paywall.heard).toEqual([]);
  });
});
