import { beforeAll, describe, expect, it } from "vitest";
import { getPaylink } from "@/lib/paylinks/queries";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { book, createLink, declinedTransactionOf, PayerBrowser, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const paymentsOf = async (link: PaylinkDto) =>
  (await listPayments(makeContext(merchant), PaymentFilter.parse({ paylink_id: link.id }))).data;

const linkNow = (link: PaylinkDto) => getPaylink(makeContext(merchant), link.id);

const entriesOf = (link: PaylinkDto) =>
  product.rows<{ account_code: string; amount: string; currency: string }>(
    `select e.account_code, e.amount, e.currency from entries e join journals j on j.merchant_id = e.merchant_id and j.id = e.journal_id
     join payments p on p.merchant_id = j.merchant_id and p.id = j.payment_id where p.paylink_id = $1 order by e.journal_id, e.leg`,
    [link.id],
  );

describe("a capture", () => {
  it("posts receivable, fee and payable, and makes payment and link paid", async () => {
    const link = await createLink(merchant);
    const result = await book(merchant, link, transactionOf(link, { commission: 1_990n }));
    expect(result).toMatchObject({ kind: "booked", result: "applied" });
    const [payment, ...more] = await paymentsOf(link);
    expect(more).toEqual([]);
    expect(payment).toMatchObject({
      status: "captured",
      amount_charged: 100_000,
      net: 98_010,
      commission: 1_990,
      review: null,
      trust: "confirmed",
    });
    expect(await linkNow(link)).toMatchObject({ status: "paid", uses: 1, amount_paid: 100_000 });
    expect(await entriesOf(link)).toEqual([
      { account_code: "provider_receivable:paynet", amount: "98010", currency: "TRY" },
      { account_code: "fees_expense", amount: "1990", currency: "TRY" },
      { account_code: "merchant_payable", amount: "-100000", currency: "TRY" },
    ]);
  });

  it("with added commission: 100000 requested, 102040 charged, 2040 on top, 100000 net", async () => {
    const link = await createLink(merchant, { add_commission: true });
    await book(merchant, link, transactionOf(link, { amountCharged: 102_040n, net: 100_000n, commission: 2_040n }));
    const [payment] = await paymentsOf(link);
    expect(payment).toMatchObject({
      amount_requested: 100_000,
      commission_added: 2_040,
      installment_difference: 0,
      amount_charged: 102_040,
      commission: 2_040,
      commission_tax: 0,
      net: 100_000,
      review: null,
    });
  });

  it("with instalments on top the difference is the instalments'", async () => {
    const link = await createLink(merchant, { add_commission: true });
    await book(
      merchant,
      link,
      transactionOf(link, { amountCharged: 104_710n, net: 100_000n, commission: 4_710n, installments: 3 }),
    );
    expect((await paymentsOf(link))[0]).toMatchObject({
      installment_difference: 4_710,
      commission_added: 0,
      installments: 3,
      review: null,
    });
  });

  it("after a decline: one payment, two attempts, the decline kept with its reason", async () => {
    const link = await createLink(merchant);
    await new PayerBrowser().goToPayment(link);
    await book(merchant, link, declinedTransactionOf(link));
    expect((await paymentsOf(link))[0]).toMatchObject({ status: "failed", paid_at: null });
    expect(await linkNow(link)).toMatchObject({ status: "active", uses: 0 });
    await book(merchant, link, transactionOf(link));
    const [payment, ...more] = await paymentsOf(link);
    expect(more).toEqual([]);
    expect(payment?.status).toBe("captured");
    expect(payment?.attempts.map(({ status, decline }) => [status, decline?.class ?? null])).toEqual([
      ["failed", "insufficient_funds"],
      ["captured", null],
    ]);
  });

  it.each([{ verdict: "open" }, { kind: "other" }] as const)("a transaction that is %o books nothing", async (wish) => {
    const link = await createLink(merchant);
    expect(await book(merchant, link, transactionOf(link, wish))).toEqual({ kind: "open", why: "open" });
    expect(await paymentsOf(link)).toEqual([]);
  });

  it("of a reversal is not booked here: the provider's list of reversals tells what went back", async () => {
    const link = await createLink(merchant);
    const row = transactionOf(link, { kind: "reversal", verdict: "open" });
    expect(await book(merchant, link, row)).toEqual({ kind: "elsewhere" });
    expect(await paymentsOf(link)).toEqual([]);
  });

  it.each(["amountCharged", "net", "commission", "commissionTax"] as const)(
    "a capture without %s books nothing",
    async (figure) => {
      const link = await createLink(merchant);
      expect(await book(merchant, link, transactionOf(link, { [figure]: null }))).toEqual({
        kind: "open",
        why: "missing_figure",
      });
      expect(await entriesOf(link)).toEqual([]);
    },
  );

  it("of another merchant's link is refused", async () => {
    const link = await createLink(merchant);
    const other = await createMerchant();
    await expect(book(other, link, transactionOf(link))).rejects.toMatchObject({ code: "VZ404" });
    expect(await paymentsOf(link)).toEqual([]);
  });
});

describe("what a person has to look at", () => {
  it("another amount than asked: booked as money, review amount; too little leaves the link unpaid", async () => {
    const link = await createLink(merchant);
    await book(merchant, link, transactionOf(link, { amountCharged: 99_999n }));
    expect((await paymentsOf(link))[0]).toMatchObject({ status: "captured", amount_charged: 99_999, review: "amount" });
    expect(await linkNow(link)).toMatchObject({ status: "active", amount_paid: 99_999, review: "amount" });
    expect(await new PayerBrowser().goToPayment(link)).toBeUndefined();
  });

  it("more than asked: paid, review amount", async () => {
    const link = await createLink(merchant);
    await book(merchant, link, transactionOf(link, { amountCharged: 100_001n }));
    expect(await linkNow(link)).toMatchObject({ status: "paid", review: "amount" });
  });

  it.each([0, 3])(
    "more than asked in %i instalments is nobody's commission: the payer did not agree to it",
    async (installments) => {
      const link = await createLink(merchant);
      await book(merchant, link, transactionOf(link, { amountCharged: 100_001n, installments }));
      expect((await paymentsOf(link))[0]).toMatchObject({ commission_added: 0, installment_difference: 0 });
    },
  );

  it("another currency posts nothing: unknown, review currency", async () => {
    const link = await createLink(merchant);
    const result = await book(merchant, link, transactionOf(link, { currency: null, currencyText: "USD" }));
    expect(result).toMatchObject({ result: "refused_currency" });
    expect((await paymentsOf(link))[0]).toMatchObject({ status: "unknown", review: "currency", amount_charged: null });
    expect(await entriesOf(link)).toEqual([]);
    expect(await linkNow(link)).toMatchObject({ status: "active", uses: 0 });
  });

  it("another currency, asked again and again, changes and records nothing more", async () => {
    const link = await createLink(merchant);
    const foreign = transactionOf(link, { currency: null, currencyText: "USD" });
    for (let round = 0; round < 3; round += 1) await book(merchant, link, foreign);
    expect(
      await product.rows("select 1 from audit_log where paylink_id = $1 and action = 'payment.foreign_currency'", [
        link.id,
      ]),
    ).toHaveLength(1);
  });

  it("figures that do not add up: the difference is parked in suspense, review anatomy", async () => {
    const link = await createLink(merchant);
    await book(merchant, link, transactionOf(link, { net: 97_000n, commission: 2_000n, commissionTax: 500n }));
    expect((await paymentsOf(link))[0]).toMatchObject({ status: "captured", review: "anatomy" });
    expect(await entriesOf(link)).toContainEqual({ account_code: "suspense", amount: "500", currency: "TRY" });
  });

  it("a second payment of a single-use link: review duplicate, its own payment, both journals stand", async () => {
    const link = await createLink(merchant);
    await book(merchant, link, transactionOf(link));
    await book(merchant, link, transactionOf(link));
    const payments = await paymentsOf(link);
    expect(payments.map(({ status, review }) => [status, review]).sort()).toEqual(
      [
        ["captured", "duplicate"],
        ["captured", null],
      ].sort(),
    );
    expect(await linkNow(link)).toMatchObject({ status: "paid", uses: 2, amount_paid: 200_000, review: "duplicate" });
  });

  it("money on an expired link: paid, review late", async () => {
    const link = await createLink(merchant, { expires_in_hours: 1 });
    await product.rows("update paylinks set expires_at = vezne_now() - interval '1 second' where id = $1", [link.id]);
    await product.rows("select expire_due_paylinks()");
    expect(await linkNow(link)).toMatchObject({ status: "expired" });
    await book(merchant, link, transactionOf(link));
    expect(await linkNow(link)).toMatchObject({ status: "paid", review: "late" });
  });

  it("beyond max_uses: exhausted at the last use, the next one is booked with review over_limit", async () => {
    const link = await createLink(merchant, { max_uses: 2 });
    await book(merchant, link, transactionOf(link));
    expect(await linkNow(link)).toMatchObject({ status: "active", uses: 1 });
    await book(merchant, link, transactionOf(link));
    expect(await linkNow(link)).toMatchObject({ status: "exhausted", uses: 2 });
    expect(await new PayerBrowser().goToPayment(link)).toBeUndefined();
    await book(merchant, link, transactionOf(link));
    expect((await paymentsOf(link)).map(({ review }) => review)).toContain("over_limit");
    expect(await linkNow(link)).toMatchObject({ status: "exhausted", uses: 3, amount_paid: 300_000 });
  });
});

describe("the same answer again", () => {
  it("twenty times at once: one journal, one audit row, everyone told the same payment", async () => {
    const link = await createLink(merchant);
    const transaction = transactionOf(link);
    const results = await Promise.all(Array.from({ length: 20 }, () => book(merchant, link, transaction)));
    const told = results.map((result) => (result.kind === "booked" ? [result.result, result.paymentId] : []));
    expect(told.filter(([result]) => result === "applied")).toHaveLength(1);
    expect(new Set(told.map(([, id]) => id)).size).toBe(1);
    expect(await paymentsOf(link)).toHaveLength(1);
    expect(await entriesOf(link)).toHaveLength(3);
  });

  it("a decline after the success of the same transaction changes nothing", async () => {
    const link = await createLink(merchant);
    const paid = transactionOf(link);
    await book(merchant, link, paid);
    await book(merchant, link, { ...declinedTransactionOf(link), transactionId: paid.transactionId });
    expect((await paymentsOf(link))[0]).toMatchObject({ status: "captured" });
  });

  it("a success after the decline of the same transaction is booked", async () => {
    const link = await createLink(merchant);
    const paid = transactionOf(link);
    await book(merchant, link, { ...declinedTransactionOf(link), transactionId: paid.transactionId });
    await book(merchant, link, paid);
    expect((await paymentsOf(link))[0]).toMatchObject({ status: "captured" });
  });

  it("different transactions of one multi-use link at once are all booked, once each", async () => {
    const link = await createLink(merchant, { max_uses: 50 });
    const transactions = Array.from({ length: 10 }, () => transactionOf(link));
    await Promise.all([...transactions, ...transactions].map((transaction) => book(merchant, link, transaction)));
    expect(await linkNow(link)).toMatchObject({ uses: 10, amount_paid: 1_000_000, status: "active" });
  });
});
