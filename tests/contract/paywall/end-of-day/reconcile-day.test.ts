import { describe, expect, it } from "vitest";
import { paywallAdapter } from "@/lib/providers/paywall/adapter";
import type { DayTotals } from "@/lib/providers/port";
import { envelope, usePlayedPaywall } from "../played-paywall";

const paywall = usePlayedPaywall({ timeoutMs: 1_500 });
const play = (body: unknown) => paywall.play((response) => response.writeHead(200).end(JSON.stringify(body)));

const none = { count: 0, amount: 0n };
const totals: DayTotals = {
  all: { count: 3, amount: 44_970n },
  paid: { count: 2, amount: 29_980n },
  failed: { count: 1, amount: 14_990n },
  refunds: none,
  partialRefunds: { count: 1, amount: 4_000n },
  cancels: none,
};
const send = () => paywallAdapter(paywall.connection).reconcileDay?.("2026-01-15", totals);
const figures = (more: Record<string, number> = {}) => ({
  ...{ TotalCount: 3, TotalAmount: 449.7, SuccessfulCount: 2, SuccessfulAmount: 299.8 },
  ...{ UnsuccessfulCount: 1, UnsuccessfulAmount: 149.9, RefundCount: 0, RefundAmount: 0 },
  ...{ PartialRefundCount: 1, PartialRefundAmount: 40, CancelCount: 0, CancelAmount: 0 },
  ...more,
});

describe("a day's end at Paywall", () => {
  it("names the day and all twelve totals in major units", async () => {
    play(envelope({ Body: { IsReconciled: true, Paywall: figures() } }));
    expect(await send()).toEqual({ kind: "agrees" });
    expect(paywall.heard[0]?.path).toBe("/priv/api/paywall/private/vpos/reconciliation/reconcile");
    expect(JSON.parse(paywall.heard[0]?.text ?? "")).toEqual({ Date: "2026-01-15", ...figures() });
  });

  it("that differs brings the provider's own totals, in minor units", async () => {
    play(
      envelope({ Body: { IsReconciled: false, Paywall: figures({ SuccessfulCount: 3, SuccessfulAmount: 399.8 }) } }),
    );
    expect(await send()).toEqual({ kind: "differs", theirs: { ...totals, paid: { count: 3, amount: 39_980n } } });
  });

  it.each([
    [69, { kind: "no_data" }],
    [70, { kind: "unknown", why: "day_not_ready" }],
    [71, { kind: "unknown", why: "day_not_ready" }],
    [72, { kind: "agrees" }],
    [4, { kind: "unknown" }],
  ])("answered with code %i is %j", async (ErrorCode, verdict) => {
    play({ ...envelope({ Body: null }), Result: false, ErrorCode });
    expect(await send()).toMatchObject(verdict);
  });

  it("without a verdict is unknown", async () => {
    play(envelope({ Body: { Paywall: figures() } }));
    expect(await send()).toMatchObject({ kind: "unknown" });
  });
});
