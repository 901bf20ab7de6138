import { beforeEach, describe, expect, it } from "vitest";
import { balancesOf } from "@/lib/ledger/queries";
import { requestRefund } from "@/lib/refunds/request-refund";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { book, createLink, transactionOf } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

useProduct();
let merchant: TestMerchant;

beforeEach(async () => {
  merchant = await createMerchant();
});

async function captured(one: TestMerchant, amount: number, commission: bigint): Promise<string> {
  const link = await createLink(one, { amount });
  const result = await book(one, link, transactionOf(link, { commission }));
  if (result.kind !== "booked") throw new Error("not booked");
  return result.paymentId;
}

describe("the balances of a merchant", () => {
  it("are what its entries add up to, account by account", async () => {
    await captured(merchant, 100_000, 2_000n);
    const payment = await captured(merchant, 50_000, 1_000n);
    await requestRefund(makeContext(merchant), { payment_id: payment, amount: 20_000 });
    expect(await balancesOf(makeContext(merchant))).toEqual([
      { account: "fees_expense", currency: "TRY", debit: 3_000, credit: 0, amount: 3_000 },
      { account: "merchant_payable", currency: "TRY", debit: 20_000, credit: 150_000, amount: -130_000 },
      { account: "provider_receivable:paynet", currency: "TRY", debit: 147_000, credit: 0, amount: 147_000 },
      { account: "refund_clearing", currency: "TRY", debit: 0, credit: 20_000, amount: -20_000 },
    ]);
  });

  it("hold nothing of the other mode, of another merchant, or before the first payment", async () => {
    expect(await balancesOf(makeContext(merchant))).toEqual([]);
    await captured(merchant, 100_000, 2_000n);
    expect(await balancesOf(makeContext(merchant, { mode: "live" }))).toEqual([]);
    expect(await balancesOf(makeContext(await createMerchant()))).toEqual([]);
  });

  it("are not for a cashier, who sees the payments of their own links only", async () => {
    await expect(balancesOf(makeContext(merchant, { role: "cashier" }))).rejects.toMatchObject({ code: "forbidden" });
  });
});
