import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProviderReversal } from "@/lib/providers/port";
import { ownRecord, type Underway } from "@/lib/refunds/own-record";

const MINUTE = 60_000;
const at = (minutes: number) => new Date(minutes * MINUTE);
const record = (id: string, minutes: number, change: Partial<ProviderReversal> = {}): ProviderReversal => ({
  ...{ reversalId: id, transactionId: "xk", amount: 100n, state: "waiting", requestedAt: at(minutes) },
  ...change,
});
const refund = (id: string, status: string, minutes: number) => ({
  ...{ id, status, sentAt: at(minutes), providerTransactionId: "xk", amount: 100n },
});

/** Which record each of these equal refunds is given, when each is asked about alone. */
function given(reversals: ProviderReversal[], all: ReturnType<typeof refund>[]) {
  return all.map((one) => {
    const twins: Underway[] = all.filter(({ id }) => id !== one.id);
    const found = ownRecord(reversals, { refund: one, claimed: new Set([null]), twins });
    return typeof found === "object" ? found.reversalId : found;
  });
}

describe("the provider's record of a refund", () => {
  it("is of its own sale and amount, made after it was sent, and nobody else's", () => {
    const one = refund("a", "unknown", 10);
    const look = (row: ProviderReversal, claimed: string[] = []) =>
      ownRecord([row], { refund: one, claimed: new Set(claimed), twins: [] });
    expect(look(record("r", 10))).toMatchObject({ reversalId: "r" });
    expect(look(record("r", 8))).toMatchObject({ reversalId: "r" });
    expect(look(record("r", 7))).toBeUndefined();
    expect(look(record("r", 10, { amount: 101n }))).toBeUndefined();
    expect(look(record("r", 10, { transactionId: "other" }))).toBeUndefined();
    expect(look(record("r", 10), ["r"])).toBeUndefined();
    expect(look(record("r", 10, { requestedAt: null }))).toMatchObject({ reversalId: "r" });
  });

  it("is the accepted one's where two equal ones have one record", () => {
    expect(given([record("r", 11)], [refund("a", "unknown", 10), refund("b", "sent", 11)])).toEqual([undefined, "r"]);
  });

  it("is the earlier one's where nobody knows of either; with two records each has one", () => {
    const both = [refund("a", "unknown", 10), refund("b", "unknown", 11)];
    expect(given([record("r", 11)], both)).toEqual(["r", undefined]);
    expect(given([record("q", 11), record("r", 10)], both)).toEqual(["r", "q"]);
    expect(given([record("q", 300), record("r", 10)], [refund("a", "unknown", 10), refund("b", "sent", 300)])).toEqual([
      "r",
      "q",
    ]);
  });

  it("is not decided while its equal is being sent and one record is missing", () => {
    const both = [refund("a", "unknown", 10), refund("b", "sending", 11)];
    expect(given([record("r", 11)], both)[0]).toBe("undecided");
    expect(given([record("q", 11), record("r", 10)], both)[0]).toBe("r");
    expect(given([], both)[0]).toBeUndefined();
  });

  it("is the accepted one's whatever is being sent, and of three nobody's while one is", () => {
    expect(given([record("r", 11)], [refund("a", "sent", 10), refund("b", "sending", 9)])[0]).toBe("r");
    const three = [refund("a", "unknown", 10), refund("b", "sending", 11), refund("c", "unknown", 12)];
    expect(given([record("r", 12)], three)[0]).toBe("undecided");
  });

  it("is, of two sent at one moment or with no moment known, the one's whose id comes first", () => {
    expect(given([record("r", 11)], [refund("b", "unknown", 10), refund("a", "unknown", 10)])).toEqual([
      undefined,
      "r",
    ]);
    const untold = { ...refund("b", "unknown", 0), sentAt: null };
    const looked = { refund: refund("a", "unknown", 0), claimed: new Set<string>(), twins: [untold] };
    expect(ownRecord([record("r", 11)], looked)).toMatchObject({ reversalId: "r" });
  });

  it("is never given to two, and none is left over while a refund it could be of goes without", () => {
    const status = fc.constantFrom("sent", "unknown");
    const sent = fc.array(fc.tuple(status, fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(sent, fc.integer({ min: 0, max: 5 }), (all, count) => {
        const refunds = all.map(([word, minute], n) => refund(`re_${n}`, word, minute));
        const records = Array.from({ length: count }, (_unused, n) => record(`r${n}`, 3));
        const names = given(records, refunds).filter((name) => name !== undefined);
        expect(new Set(names).size).toBe(names.length);
        expect(names).toHaveLength(Math.min(count, refunds.length));
      }),
    );
  });
});
