import { beforeAll, describe, expect, it } from "vitest";
import { statements } from "@/db/client";
import { systemClock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { getPayment, listPayments } from "@/lib/payments/queries";
import { type PaymentDto, PaymentFilter } from "@/lib/payments/schemas";
import { approveRefund, rejectRefund, withdrawRefund } from "@/lib/refunds/decide-refund";
import { followRefund } from "@/lib/refunds/follow-refund";
import { getRefund } from "@/lib/refunds/queries";
import { requestRefund, voidPayment } from "@/lib/refunds/request-refund";
import { makeContext } from "../../support/context";
import { createMerchant, createUser, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";
import { useTwoPools } from "./two-pools";

const CALLERS = 60;
/** Nobody waits longer, whoever else is at the same payment. */
const LONGEST_MS = 5_000;

const product = useProduct();
useTwoPools();
let merchant: TestMerchant;
let approverId: string;

beforeAll(async () => {
  merchant = await createMerchant();
  approverId = (await createUser(merchant.id, "approver")).id;
});

const owner = () => makeContext(merchant);
const approver = () => makeContext(merchant, { role: "approver", userId: approverId });
const follow = (id: string) => followRefund({ merchantId: merchant.id, refundId: id, clock: systemClock });

async function paymentOf(link: PaylinkDto): Promise<PaymentDto> {
  const [payment] = (await listPayments(owner(), PaymentFilter.parse({ paylink_id: link.id }))).data;
  if (!payment) throw new Error("no payment");
  return payment;
}

async function paid(amount = 100_000): Promise<PaymentDto> {
  const link = await createLink(merchant, { amount });
  await product.sandbox.pay(link.provider_id ?? "");
  await followPaylink({ merchantId: merchant.id, paylinkId: link.id, clock: systemClock });
  return paymentOf(link);
}

type Outcome = { won: boolean; code: string; ms: number };

async function timed(work: () => Promise<unknown>): Promise<Outcome> {
  const start = performance.now();
  const code = await work().then(
    () => "",
    (cause: { code?: string }) => String(cause.code),
  );
  return { won: code === "", code, ms: performance.now() - start };
}

/** Sixty callers at once, the two kinds by turns; what became of each kind. Nobody hangs and nobody crashes. */
async function race(first: () => Promise<unknown>, second: () => Promise<unknown>, refusals: string[]) {
  const outcomes = await Promise.all(
    Array.from({ length: CALLERS }, (_unused, index) => timed(index % 2 === 0 ? first : second)),
  );
  expect(Math.max(...outcomes.map(({ ms }) => ms))).toBeLessThan(LONGEST_MS);
  expect(outcomes.filter(({ won, code }) => !won && !refusals.includes(code))).toEqual([]);
  const wins = (turn: number) => outcomes.filter(({ won }, index) => won && index % 2 === turn).length;
  return { first: wins(0), second: wins(1) };
}

async function awaiting() {
  const payment = await paid(600_000);
  const refund = await requestRefund(owner(), { payment_id: payment.id });
  expect(refund.status).toBe("awaiting_approval");
  return { payment, refund };
}

const reserved = async (payment: PaymentDto) => {
  const [row] = await product.rows<{ pending: string }>(
    "select amount_refund_pending as pending from payments where id = $1",
    [payment.id],
  );
  return Number(row?.pending);
};

describe("sixty at once on two pools", () => {
  it("really are two pools", () => {
    expect(statements("vezne_app")).not.toBe(statements("vezne_app"));
  });

  it("request and request: never more is reserved than is left", async () => {
    const payment = await paid();
    const ask = () => requestRefund(owner(), { payment_id: payment.id, amount: 30_000 });
    const { first, second } = await race(ask, ask, ["limit_exceeded"]);
    expect(first + second).toBe(3);
    expect(await reserved(payment)).toBe(90_000);
  });

  it("approve and withdraw: one withdrawal, at most one approval before it", async () => {
    const { payment, refund } = await awaiting();
    const { first, second } = await race(
      () => approveRefund(approver(), { id: refund.id, amount: 600_000 }),
      () => withdrawRefund(owner(), { id: refund.id }),
      ["invalid_state"],
    );
    expect(first).toBeLessThanOrEqual(1);
    expect(second).toBe(1);
    expect(await getRefund(owner(), refund.id)).toMatchObject({ status: "withdrawn" });
    expect(await reserved(payment)).toBe(0);
  });

  it("approve and reject: exactly one decision", async () => {
    const { payment, refund } = await awaiting();
    const { first, second } = await race(
      () => approveRefund(approver(), { id: refund.id, amount: 600_000 }),
      () => rejectRefund(approver(), { id: refund.id }),
      ["invalid_state"],
    );
    expect(first + second).toBe(1);
    expect(await getRefund(owner(), refund.id)).toMatchObject({ status: first === 1 ? "scheduled" : "rejected" });
    expect(await reserved(payment)).toBe(first * 600_000);
  });

  it("follow and follow: sent once, confirmed once", async () => {
    const payment = await paid();
    const refund = await requestRefund(owner(), { payment_id: payment.id });
    const sends = async () => (await product.sandbox.calls("transaction/reversed_request")).length;
    const before = await sends();
    await race(
      () => follow(refund.id),
      () => follow(refund.id),
      [],
    );
    expect(await sends()).toBe(before + 1);
    await follow(refund.id);
    expect(await getRefund(owner(), refund.id)).toMatchObject({ status: "confirmed" });
    expect(await getPayment(owner(), payment.id)).toMatchObject({ status: "refunded", amount_refunded: 100_000 });
  });

  it("refund and void of the whole: one of them takes it", async () => {
    const payment = await paid();
    const { first, second } = await race(
      () => requestRefund(owner(), { payment_id: payment.id, amount: 100_000 }),
      () => voidPayment(owner(), { payment_id: payment.id }),
      ["limit_exceeded"],
    );
    expect(first + second).toBe(1);
    expect(await reserved(payment)).toBe(100_000);
  });

  it("the capture told again and refunds: booked once, reserved to the last lira", async () => {
    const link = await createLink(merchant);
    const transaction = transactionOf(link);
    await book(merchant, link, transaction);
    const payment = await paymentOf(link);
    const { first, second } = await race(
      () => book(merchant, link, transaction),
      () => requestRefund(owner(), { payment_id: payment.id, amount: 5_000 }),
      ["limit_exceeded"],
    );
    expect([first, second]).toEqual([CALLERS / 2, 20]);
    expect(await reserved(payment)).toBe(100_000);
    const captures = await product.rows("select 1 from journals where kind = 'capture' and payment_id = $1", [
      payment.id,
    ]);
    expect(captures).toHaveLength(1);
  });
});
