import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProviderTransaction } from "@/lib/providers/port";
import { compareRefunds } from "@/lib/reconciliation/compare-refunds";
import { compareSales, type SalesInput } from "@/lib/reconciliation/compare-sales";
import type { OurRefund, OurSale } from "@/lib/reconciliation/differences";

const NOW = new Date("2026-01-20T12:00:00Z");
const AT = new Date("2026-01-18T10:00:00Z");

const sale = (n: number, more: Partial<OurSale> = {}): OurSale => ({
  ...{
    paymentId: `pay_${n}`,
    transactionId: `xk_${n}`,
    otherIds: [],
    reference: `R${n}`,
    status: "captured",
    review: null,
  },
  ...{ amount: 10_000n, amountRefunded: 0n, net: 9_800n, commission: 200n, commissionTax: 0n, currency: "TRY" },
  ...{ paidAt: AT, hasChargeback: false },
  ...more,
});
const row = (n: number, more: Partial<ProviderTransaction> = {}): ProviderTransaction => ({
  ...{
    transactionId: `xk_${n}`,
    kind: "sale",
    reference: `R${n}`,
    verdict: "captured",
    amountCharged: 10_000n,
    net: 9_800n,
  },
  ...{
    commission: 200n,
    commissionTax: 0n,
    currency: "TRY",
    currencyText: "TRY",
    installments: 0,
    decline: null,
    refs: {},
  },
  ...{ card: { bin: null, last4: null, brand: null, bank: null, type: null }, occurredAt: AT },
  ...more,
});
const input = (ours: OurSale[], theirs: ProviderTransaction[], more: Partial<SalesInput> = {}): SalesInput => ({
  ...{ now: NOW, dayFrom: "2026-01-17", dayTo: "2026-01-20", ours, theirs, asked: new Map(), links: new Map() },
  ...more,
});
const reasons = (given: SalesInput) => compareSales(given).map(({ reason, atRisk }) => [reason, atRisk]);

describe("sales on both sides", () => {
  it.each<[string, Partial<OurSale>, Partial<ProviderTransaction>, [string, bigint][]]>([
    ["alike", {}, {}, []],
    ["a kuruş apart", {}, { amountCharged: 10_001n, net: 9_801n }, [["amount", 1n]]],
    ["net apart", {}, { net: 9_700n, commission: 300n }, [["net", 100n]]],
    ["another currency", {}, { currency: null, currencyText: "USD" }, [["currency", 10_000n]]],
    ["failed there", {}, { verdict: "failed" }, [["provider_failed", 10_000n]]],
    [
      "failed here",
      { status: "failed", paidAt: null, amount: null, transactionId: null, otherIds: ["xk_1"] },
      {},
      [["provider_captured", 10_000n]],
    ],
    [
      "failed on both sides",
      { status: "failed", paidAt: null, transactionId: null, otherIds: ["xk_1"] },
      { verdict: "failed" },
      [],
    ],
    ["another Istanbul day", {}, { occurredAt: new Date("2026-01-18T21:30:00Z") }, [["day", 0n]]],
    [
      "another UTC day, the same Istanbul day",
      { paidAt: new Date("2026-01-17T22:00:00Z") },
      { occurredAt: new Date("2026-01-18T01:00:00Z") },
      [],
    ],
    ["without its reference", {}, { reference: null }, [["reference", 0n]]],
    ["taken back by the bank", {}, { chargedBack: true }, [["chargeback", 10_000n]]],
    ["taken back, and known", { hasChargeback: true }, { chargedBack: true }, []],
    ["given back here since", { status: "refunded", amountRefunded: 10_000n }, {}, []],
    [
      "held there, captured here",
      { otherIds: ["xk_1"], transactionId: "xk_9" },
      { kind: "authorisation", verdict: "authorised" },
      [],
    ],
  ])("%s", (_what, ours, theirs, expected) => {
    expect(
      reasons(
        input([sale(1, ours)], [row(1, theirs)], {
          asked: new Map([["xk_9", row(9, { kind: "capture", reference: "R1" })]]),
        }),
      ),
    ).toEqual(expected);
  });

  it("a second row under a paid reference is a double; under a link of many uses it is one more sale of ours", () => {
    const given = input([sale(1)], [row(1), row(2, { reference: "R1" })]);
    expect(reasons(given)).toEqual([["duplicate", 10_000n]]);
    expect(reasons({ ...given, links: new Map([["R1", 5]]) })).toEqual([["provider_captured", 10_000n]]);
  });

  it("a row of another try that took money too is a double", () => {
    expect(reasons(input([sale(1, { otherIds: ["xk_2"] })], [row(1), row(2, { reference: "R1b" })]))).toEqual([
      ["duplicate", 10_000n],
    ]);
  });

  it("what is missing is concluded only from a definite answer by name", () => {
    const given = input([sale(1)], []);
    expect(reasons(given)).toEqual([]);
    expect(reasons({ ...given, asked: new Map([["xk_1", null]]) })).toEqual([["only_ours", 10_000n]]);
    expect(reasons({ ...given, asked: new Map([["xk_1", row(1)]]) })).toEqual([]);
  });

  it("nothing is concluded of what happened within half an hour", () => {
    const at = new Date(NOW.getTime() - 10 * 60_000);
    expect(reasons(input([], [row(1, { occurredAt: at })]))).toEqual([]);
    expect(reasons(input([sale(1, { paidAt: at })], [], { asked: new Map([["xk_1", null]]) }))).toEqual([]);
  });

  it("whatever is planted in whatever order, that is found and nothing else", () => {
    const plants = {
      none: [] as string[],
      amount: ["amount"],
      failed: ["provider_failed"],
      panel: ["only_at_provider"],
      lost: ["only_ours"],
    };
    const kinds = fc.array(fc.constantFrom(...(Object.keys(plants) as (keyof typeof plants)[])), { maxLength: 40 });
    fc.assert(
      fc.property(kinds, fc.boolean(), (planted, reversed) => {
        const ours = planted.flatMap((kind, n) => (kind === "panel" ? [] : [sale(n)]));
        const theirs = planted.flatMap((kind, n) =>
          kind === "lost"
            ? []
            : [row(n, { amount: { amountCharged: 1n }, failed: { verdict: "failed" as const } }[kind as string] ?? {})],
        );
        const asked = new Map(planted.flatMap((kind, n) => (kind === "lost" ? [[`xk_${n}`, null] as const] : [])));
        const given = input(reversed ? [...ours].reverse() : ours, reversed ? [...theirs].reverse() : theirs, {
          asked,
        });
        expect(
          compareSales(given)
            .map(({ reason }) => reason)
            .sort(),
        ).toEqual(planted.flatMap((kind) => plants[kind]).sort());
      }),
    );
  });
});

describe("money that went back", () => {
  const refund = (more: Partial<OurRefund> = {}): OurRefund => ({
    ...{
      refundId: "re_1",
      paymentId: "pay_1",
      transactionId: "xk_1",
      reversalId: "rev_1",
      amount: 3_000n,
      currency: "TRY",
    },
    ...{ status: "confirmed", sentAt: AT },
    ...more,
  });
  const reversal = {
    reversalId: "rev_1",
    transactionId: "xk_1",
    amount: 3_000n,
    state: "approved" as const,
    requestedAt: AT,
  };
  const compare = (refunds: OurRefund[], reversals: (typeof reversal)[], goneWhole: string[] = []) =>
    compareRefunds({
      ...{ now: NOW, dayFrom: "2026-01-17", dayTo: "2026-01-20", refunds, reversals, goneWhole: new Set(goneWhole) },
      paymentOf: new Map([["xk_1", { paymentId: "pay_1", currency: "TRY" }]]),
    }).map(({ reason, atRisk }) => [reason, atRisk]);

  it.each([
    ["on both sides", [refund()], [reversal], []],
    ["another amount", [refund()], [{ ...reversal, amount: 2_000n }], [["refund_amount", 1_000n]]],
    ["only there", [], [reversal], [["refund_only_at_provider", 3_000n]]],
    ["only here", [refund()], [], [["refund_only_ours", 3_000n]]],
    ["ours is under way", [refund({ status: "unknown", reversalId: null })], [reversal], []],
    ["ours was refused", [refund({ status: "rejected" })], [reversal], [["refund_only_at_provider", 3_000n]]],
    [
      "two equal ones, one of them ours",
      [refund()],
      [reversal, { ...reversal, reversalId: "rev_2" }],
      [["refund_only_at_provider", 3_000n]],
    ],
  ])("%s", (_what, refunds, reversals, expected) => {
    expect(compare(refunds, reversals)).toEqual(expected);
  });

  it("a capture that was taken back stands in no list, the sale itself tells it", () => {
    expect(compare([refund()], [], ["xk_1"])).toEqual([]);
  });
});
