import { describe, expect, it } from "vitest";
import type { MoneyBack, TransactionDetail } from "@/lib/providers/port";
import { type Known, verdictOfSale } from "@/lib/refunds/sale-verdict";

const known = (change: { amount?: bigint; refunded?: bigint; others?: bigint[]; claimed?: string[] } = {}): Known =>
  ({
    refund: { id: "re_1", amount: change.amount ?? 300n, providerTransactionId: "guid" },
    sale: { charged: 1_000n, refunded: change.refunded ?? 0n, paidAt: undefined },
    claimed: new Set(change.claimed ?? []),
    othersUnderWay: change.others ?? [],
  }) as unknown as Known;

/** The sale says this of money that went back. */
const saying = (moneyBack: MoneyBack | undefined) =>
  ({ kind: "found", callId: "call_1", moneyBack }) as unknown as TransactionDetail;
const left = (remaining: bigint | null, last: { id: string; amount: bigint } | null = null) =>
  saying({ kind: "some", remaining, last });

describe("one refund, by what the sale says is left", () => {
  it.each([
    ["nothing went back", known(), saying({ kind: "none" }), "absent"],
    ["just this went back", known(), left(700n), "confirmed"],
    ["only what is in the books went back", known({ refunded: 200n }), left(800n), "absent"],
    ["the books' and this", known({ refunded: 200n }), left(500n), "confirmed"],
    ["all of it", known({ amount: 1_000n }), left(0n), "confirmed"],
    ["another amount", known(), left(930n), "unknown"],
    ["less than the books say", known({ refunded: 200n }), left(900n), "unknown"],
    ["nothing, though the books know of some", known({ refunded: 200n }), saying({ kind: "none" }), "unknown"],
    ["what is left is not told", known(), left(null), "unknown"],
    ["a provider that tells nothing", known(), saying(undefined), "unknown"],
    ["this one of two", known({ others: [200n] }), left(700n), "confirmed"],
    ["the other of two", known({ others: [200n] }), left(800n), "absent"],
    ["both of two", known({ others: [200n] }), left(500n), "confirmed"],
    ["one of two that are alike", known({ others: [300n] }), left(700n), "unknown"],
    ["both of two that are alike", known({ others: [300n] }), left(400n), "confirmed"],
    ["this or two others that make the same", known({ others: [100n, 200n] }), left(700n), "unknown"],
  ])("%s: %s", (_what, one, answer, outcome) => {
    expect(verdictOfSale(one, answer)).toMatchObject({ outcome });
  });

  it("takes the provider's own id of the movement only when it can be nobody else's", () => {
    const last = { id: "9100460", amount: 300n };
    const idOf = (one: Known, answer: TransactionDetail) => verdictOfSale(one, answer).reversalId;
    expect(idOf(known(), left(700n, last))).toBe("9100460");
    expect(idOf(known(), left(700n, { ...last, amount: 301n }))).toBe("guid/re_1");
    expect(idOf(known({ refunded: 300n, claimed: ["9100460"] }), left(400n, last))).toBe("guid/re_1");
    expect(idOf(known({ others: [200n] }), left(700n, last))).toBe("guid/re_1");
  });

  it.each([
    ["nothing went back", known(), saying({ kind: "none" }), "no_record"],
    ["nothing, though the books know of some", known({ refunded: 200n }), saying({ kind: "none" }), "less_went_back"],
    ["what is left is not told", known(), left(null), "not_told"],
    ["a provider that tells nothing", known(), saying(undefined), "not_told"],
    ["another amount", known(), left(930n), "another_amount_went_back"],
    ["only what is in the books went back", known({ refunded: 200n }), left(800n), "no_record"],
  ])("says why of %s", (_what, one, answer, detail) => {
    expect(verdictOfSale(one, answer)).toMatchObject({ callId: "call_1", detail });
  });

  it.each([
    ["does not know the sale", { kind: "absent", callId: "call_1" }, "no_record"],
    ["cannot say", { kind: "unknown", why: "timeout" }, "timeout"],
  ])("a provider that %s leaves it unknown", (_what, answer, detail) => {
    expect(verdictOfSale(known(), answer as TransactionDetail)).toEqual({ outcome: "unknown", detail });
  });

  it("concludes nothing of more than twelve under way", () => {
    const others = (count: number) => Array.from({ length: count }, () => 10_000n);
    expect(verdictOfSale(known({ others: others(12) }), left(700n))).toMatchObject({ outcome: "confirmed" });
    expect(verdictOfSale(known({ others: others(13) }), left(700n))).toMatchObject({ outcome: "unknown" });
  });
});
