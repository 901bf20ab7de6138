import { beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/kernel/clock";
import { getBalance, listArrivalPayments } from "@/lib/ledger/queries";
import { setSettlementTerms } from "@/lib/ledger/set-settlement-terms";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { followRefund } from "@/lib/refunds/follow-refund";
import { requestRefund } from "@/lib/refunds/request-refund";
import { makeContext } from "../../support/context";
import { createMerchant, createProviderAccount, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeEach(async () => {
  merchant = await createMerchant();
});

const valueDate = async (at: string, days: number, rule: string, cutOff = "24:00") => {
  const [row] = await product.rows<{ day: string }>("select value_date($1, $2, $3, $4)::text as day", [
    at,
    days,
    rule,
    cutOff,
  ]);
  return row?.day;
};

describe("the expected day in the bank", () => {
  it.each([
    ["a Wednesday's sale, one bank day", "2026-11-18T10:00:00+03:00", 1, "business", "24:00", "2026-11-19"],
    ["a Friday's sale waits for Monday", "2026-11-20T10:00:00+03:00", 1, "business", "24:00", "2026-11-23"],
    [
      "a sale at 23:59 is still today's without a cut-off",
      "2026-11-18T23:59:00+03:00",
      1,
      "business",
      "24:00",
      "2026-11-19",
    ],
    ["a sale after the cut-off is tomorrow's", "2026-11-18T22:00:00+03:00", 1, "business", "22:00", "2026-11-20"],
    ["a sale before the cut-off is today's", "2026-11-18T21:59:00+03:00", 1, "business", "22:00", "2026-11-19"],
    ["UTC's evening is Istanbul's next day", "2026-11-18T21:30:00Z", 1, "business", "24:00", "2026-11-20"],
    [
      "the Republic's day and its eve are no bank days",
      "2026-10-27T10:00:00+03:00",
      1,
      "business",
      "24:00",
      "2026-10-30",
    ],
    ["the Feast of Sacrifice and its eve", "2026-05-25T10:00:00+03:00", 1, "business", "24:00", "2026-06-01"],
    ["calendar days end on a bank day", "2026-11-18T10:00:00+03:00", 3, "calendar", "24:00", "2026-11-23"],
    ["calendar days that end on a bank day", "2026-11-16T10:00:00+03:00", 3, "calendar", "24:00", "2026-11-19"],
    ["thirty bank days", "2026-11-18T10:00:00+03:00", 30, "business", "24:00", "2026-12-30"],
    ["the same day", "2026-11-18T10:00:00+03:00", 0, "business", "24:00", "2026-11-18"],
    ["the same day on a Sunday", "2026-11-22T10:00:00+03:00", 0, "business", "24:00", "2026-11-23"],
  ])("%s", async (_what, at, days, rule, cutOff, expected) => {
    expect(await valueDate(at, days, rule, cutOff)).toBe(expected);
  });
});

async function capture(amount: number, occurredAt: Date): Promise<string> {
  const link = await createLink(merchant, { amount });
  const result = await book(merchant, link, transactionOf(link, { occurredAt }));
  if (result.kind !== "booked") throw new Error("not booked");
  return result.paymentId;
}

const daysAgo = (days: number) => new Date(systemClock.now().getTime() - days * 86_400_000);

describe("when the money is in the bank", () => {
  it("coming days and past days together are exactly what providers owe", async () => {
    for (const days of [0, 1, 2, 5, 9, 40]) await capture(100_000 + days * 1_000, daysAgo(days));
    const balance = await getBalance(makeContext(merchant));
    expect(balance.receivable).toBe(
      [0, 1, 2, 5, 9, 40].reduce((sum, days) => sum + (100_000 + days * 1_000) * 0.98, 0),
    );
    expect(balance.expected_later + balance.past_due).toBe(balance.receivable);
    const listed = [...balance.arrivals, ...balance.past_arrivals].reduce((sum, { net }) => sum + net, 0);
    // The oldest is older than the days listed one by one; its money is in the sum all the same.
    expect(balance.receivable - listed).toBe(140_000 * 0.98);
    expect(balance.arrivals.length).toBeGreaterThan(0);
    expect(balance.terms).toMatchObject([{ days_after_capture: 1, day_rule: "business", source: "assumed" }]);
  });

  it("each day opens to its payments, and their sum is the day's", async () => {
    const now = systemClock.now();
    await capture(100_000, now);
    await capture(250_000, now);
    const [day] = (await getBalance(makeContext(merchant))).arrivals;
    expect(day).toMatchObject({ payments: 2, net: 343_000 });
    const { data } = await listArrivalPayments(makeContext(merchant), {
      day: day?.day ?? "",
      account: day?.provider_account_id ?? "",
    });
    expect(data.map(({ amount }) => amount)).toEqual([245_000, 98_000]);
  });

  it("a confirmed refund is taken off what is still to come, and off what we are owed", async () => {
    const link = await createLink(merchant, { amount: 200_000 });
    await product.sandbox.pay(link.provider_id ?? "");
    await followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
    const before = await getBalance(makeContext(merchant));
    const [payment] = (
      await listArrivalPayments(makeContext(merchant), {
        day: before.arrivals[0]?.day ?? "",
        account: before.arrivals[0]?.provider_account_id ?? "",
      })
    ).data;
    const refund = await requestRefund(makeContext(merchant), { payment_id: payment?.payment_id });
    expect(await getBalance(makeContext(merchant))).toMatchObject({
      refunds_in_flight: 200_000,
      expected_later: before.expected_later,
    });
    for (let ask = 0; ask < 3; ask += 1) {
      await followRefund({ merchantId: merchant.id, refundId: refund.id, clock: systemClock });
    }
    const after = await getBalance(makeContext(merchant));
    expect(after.refunds_in_flight).toBe(0);
    expect(after.receivable).toBe(before.receivable - 200_000);
    expect(after.expected_later + after.past_due).toBe(after.receivable);
  });

  it("terms are dated: what a contract says from today on keeps the days of earlier sales, once, and is audited", async () => {
    await capture(100_000, daysAgo(5));
    const before = await getBalance(makeContext(merchant));
    const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Istanbul" }).format(systemClock.now());
    const terms = {
      provider_account_id: merchant.accountId,
      days_after_capture: 40,
      day_rule: "business",
      cut_off: "22:00",
      valid_from: today,
    };
    await setSettlementTerms(makeContext(merchant), terms);
    await expect(setSettlementTerms(makeContext(merchant), terms)).rejects.toMatchObject({ code: "conflict" });
    await expect(setSettlementTerms(makeContext(merchant, { mode: "live" }), terms)).rejects.toMatchObject({
      code: "not_found",
    });
    await capture(50_000, systemClock.now());
    const after = await getBalance(makeContext(merchant));
    expect(after.past_arrivals).toEqual(before.past_arrivals);
    expect(after.arrivals).toHaveLength(1);
    expect(Date.parse(after.arrivals[0]?.day ?? "")).toBeGreaterThan(systemClock.now().getTime() + 50 * 86_400_000);
    expect(after.terms).toMatchObject([{ days_after_capture: 40, source: "contract" }]);
    expect(
      await product.rows(
        "select actor_kind from audit_log where merchant_id = $1 and action = 'settlement.terms_set'",
        [merchant.id],
      ),
    ).toEqual([{ actor_kind: "user" }]);
  });

  it("money that does not add up stands apart with its reason", async () => {
    const link = await createLink(merchant);
    await book(merchant, link, transactionOf(link, { net: 90_000n, commission: 2_000n }));
    expect(await getBalance(makeContext(merchant))).toMatchObject({
      suspense: 8_000,
      held: [{ reason: "anatomy", payments: 1, amount: 100_000 }],
    });
  });

  it("every new provider account gets the assumed terms of its own mode; the other mode shows none of it", async () => {
    await createProviderAccount(merchant.id, { mode: "live", sandboxKey: SANDBOX_KEYS.signed });
    await capture(100_000, systemClock.now());
    const live = await getBalance(makeContext(merchant, { mode: "live" }));
    expect(live).toMatchObject({ mode: "live", receivable: 0, arrivals: [], accounts: [] });
    expect(live.terms).toHaveLength(1);
  });

  it("is not for a cashier", async () => {
    await expect(getBalance(makeContext(merchant, { role: "cashier" }))).rejects.toMatchObject({ code: "forbidden" });
  });
});
