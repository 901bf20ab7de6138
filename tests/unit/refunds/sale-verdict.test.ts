import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MoneyBack, TransactionDetail } from "@/lib/providers/port";
import { type Known, verdictOfSale } from "@/lib/refunds/sale-verdict";

type Other = bigint | { amount: bigint; status?: string; sentAt?: Date };
type Change = { amount?: bigint; status?: string; refunded?: bigint; others?: Other[]; claimed?: string[] };
const SENT_AT = new Date("2026-11-02T10:00:00Z");
const EARLIER = new Date("2026-11-02T09:00:00Z");
const LATER = new Date("2026-11-02T11:00:00Z");

const known = ({ amount = 300n, status = "unknown", refunded = 0n, others = [], claimed = [] }: Change = {}): Known =>
  ({
    refund: { id: "re_1", amount, status, sentAt: SENT_AT, providerTransactionId: "guid" },
    sale: { charged: 1_000n, refunded, paidAt: undefined },
    claimed: new Set(claimed),
    others: others.map((other, place) => ({
      ...{ id: `re_${place + 2}`, status: "unknown", sentAt: LATER },
      ...(typeof other === "bigint" ? { amount: other } : other),
    })),
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
    ["one of two that are alike, sent before the other", known({ others: [300n] }), left(700n), "confirmed"],
    [
      "one of two that are alike, sent after the other",
      known({ others: [{ amount: 300n, sentAt: EARLIER }] }),
      left(700n),
      "absent",
    ],
    [
      "one of two that are alike, the other only being sent",
      known({ others: [{ amount: 300n, status: "sending" }] }),
      left(700n),
      "unknown",
    ],
    [
      "neither of two that are alike, the other only being sent",
      known({ refunded: 200n, others: [{ amount: 300n, status: "sending" }] }),
      left(800n),
      "absent",
    ],
    [
      "both of two that are alike, the other only being sent",
      known({ others: [{ amount: 300n, status: "sending" }] }),
      left(400n),
      "confirmed",
    ],
    [
      "one of two that are alike, only this being sent",
      known({ status: "sending", others: [300n] }),
      left(700n),
      "confirmed",
    ],
    [
      "one of two that are alike, the other accepted",
      known({ others: [{ amount: 300n, status: "sent" }] }),
      left(700n),
      "absent",
    ],
    [
      "one of two that are alike, this one accepted",
      known({ status: "sent", others: [300n] }),
      left(700n),
      "confirmed",
    ],
    [
      "one of two accepted that are alike, the other sent before",
      known({ status: "sent", others: [{ amount: 300n, status: "sent", sentAt: EARLIER }] }),
      left(700n),
      "absent",
    ],
    [
      "this, while what was accepted does not show yet",
      known({ others: [{ amount: 200n, status: "sent" }] }),
      left(700n),
      "confirmed",
    ],
    [
      "this or what was accepted: that one",
      known({
        others: [
          { amount: 100n, status: "sent" },
          { amount: 200n, status: "sent" },
        ],
      }),
      left(700n),
      "absent",
    ],
    [
      "this that was accepted, and one more that may be either of two",
      known({ status: "sent", others: [300n, 100n, 200n] }),
      left(400n),
      "confirmed",
    ],
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

type Told = { amount: bigint; isAccepted: boolean; hasArrived: boolean };

/** Everybody asks, again and again, until nothing changes; what the provider accepted did arrive. */
function askAll(told: Told[]) {
  const sent = told.map(({ amount, isAccepted }, place) => ({
    ...{ id: `re_${place}`, amount, sentAt: new Date(1_000 * place), status: isAccepted ? "sent" : "unknown" },
  }));
  const gone = told.reduce((sum, one) => (one.isAccepted || one.hasArrived ? sum + one.amount : sum), 0n);
  for (let round = 0; round <= sent.length; round += 1) {
    for (const one of sent.filter(({ status }) => status === "sent" || status === "unknown")) {
      const refunded = sent.reduce((sum, { amount, status }) => (status === "confirmed" ? sum + amount : sum), 0n);
      const others = sent.filter((other) => other !== one && ["sent", "unknown"].includes(other.status));
      const { refund, ...rest } = known({ refunded, others });
      const now = { ...rest, refund: { ...refund, ...one } } as unknown as Known;
      const { outcome } = verdictOfSale(now, gone === 0n ? saying({ kind: "none" }) : left(1_000n - gone));
      if (outcome === "confirmed") one.status = "confirmed";
      if (outcome === "absent" && one.status === "unknown") one.status = "rejected";
    }
  }
  return sent;
}

const amounts = (rows: { amount: bigint }[]) => rows.map(({ amount }) => amount).toSorted();
const told = (amount: fc.Arbitrary<bigint>) =>
  fc.array(fc.record({ amount, isAccepted: fc.boolean(), hasArrived: fc.boolean() }), { minLength: 1, maxLength: 5 });
const without = (all: bigint[], some: bigint[]) => {
  const rest = [...all];
  for (const one of some) {
    const place = rest.indexOf(one);
    if (place === -1) return undefined;
    rest.splice(place, 1);
  }
  return rest;
};

describe("any refunds of one sale, all of them asked until nothing changes", () => {
  it("never end otherwise than their amounts did", () => {
    fc.assert(
      fc.property(told(fc.constantFrom(50n, 100n, 150n)), (all) => {
        const sent = askAll(all);
        const [arrived, lost] = [true, false].map((has) =>
          all.filter((one) => (one.isAccepted || one.hasArrived) === has),
        );
        expect(
          without(amounts(arrived ?? []), amounts(sent.filter(({ status }) => status === "confirmed"))),
        ).toBeDefined();
        expect(without(amounts(lost ?? []), amounts(sent.filter(({ status }) => status === "rejected")))).toBeDefined();
      }),
    );
  });

  it("all end where all are equal", () => {
    fc.assert(
      fc.property(told(fc.constant(100n)), (all) => {
        const ends = askAll(all).map(({ status }) => status);
        const count = all.filter((one) => one.isAccepted || one.hasArrived).length;
        expect(ends.filter((end) => end === "confirmed")).toHaveLength(count);
        expect(ends.filter((end) => end === "rejected")).toHaveLength(all.length - count);
      }),
    );
  });
});
