import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { getPayment } from "@/lib/payments/queries";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

const minor = (max: number) => fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max })).map(BigInt);

const figures = fc.record({
  amountCharged: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 1_000_000_000_000 })).map(BigInt),
  net: minor(1_000_000_000_000),
  commission: minor(50_000_000),
  commissionTax: minor(10_000_000),
  installments: fc.constantFrom(0, 1, 2, 3, 6, 12),
});

describe("the journal of a capture", () => {
  it("balances for any figures, and the payment shows the provider's figures unchanged", async () => {
    const link = await createLink(merchant, { max_uses: 100_000, add_commission: true });
    await fc.assert(
      fc.asyncProperty(figures, async (answer) => {
        const result = await book(merchant, link, transactionOf(link, answer));
        if (result.kind !== "booked") throw new Error("not booked");
        const payment = await getPayment(makeContext(merchant), result.paymentId);
        expect([payment.amount_charged, payment.net, payment.commission, payment.commission_tax]).toEqual(
          [answer.amountCharged, answer.net, answer.commission, answer.commissionTax].map(Number),
        );
        const [sum] = await product.rows<{ sum: string; suspense: string }>(
          `select coalesce(sum(e.amount), 0)::text as sum, coalesce(sum(e.amount) filter (where account_code = 'suspense'), 0)::text as suspense
           from entries e join journals j on j.merchant_id = e.merchant_id and j.id = e.journal_id where j.payment_id = $1`,
          [result.paymentId],
        );
        expect(sum?.sum).toBe("0");
        const rest = answer.amountCharged - answer.net - answer.commission - answer.commissionTax;
        expect(BigInt(sum?.suspense ?? "0")).toBe(rest);
        expect(payment.review === "anatomy").toBe(rest !== 0n);
      }),
      { numRuns: 80, seed: 20_261 },
    );
  });

  it("added commission within one kuruş of rounding is no review, two kuruş are", async () => {
    for (const [net, review] of [
      [100_000n, null],
      [99_999n, null],
      [100_001n, null],
      [99_998n, "amount"],
      [100_002n, "amount"],
    ] as const) {
      const link = await createLink(merchant, { add_commission: true });
      const result = await book(
        merchant,
        link,
        transactionOf(link, { amountCharged: net + 2_040n, net, commission: 2_040n }),
      );
      if (result.kind !== "booked") throw new Error("not booked");
      expect((await getPayment(makeContext(merchant), result.paymentId)).review).toBe(review);
    }
  });
});
