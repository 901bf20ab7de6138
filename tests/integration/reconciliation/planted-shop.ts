import { systemClock } from "@/lib/kernel/clock";
import { reconcileAccount } from "@/lib/reconciliation/reconcile-account";
import { createMerchant, SANDBOX_KEYS, type TestMerchant } from "../../support/factories";
import { book, createLink, declinedTransactionOf } from "../../support/factories-paylink";
import type { Product } from "../../support/product-process";
import { atProvider, manyPayments, type Sold } from "./many-payments";

export type PlantedShop = {
  merchant: TestMerchant;
  one(n: number): Sold;
  /** Reason and subject of everything that has to be found. */
  expected: [reason: string, subject: string][];
  /** Sales that the sandbox's own seed holds for this key. */
  strangers: number;
  compare(): ReturnType<typeof reconcileAccount>;
  cases(): Promise<Record<string, unknown>[]>;
  lastRun(): Promise<Record<string, unknown>>;
};

async function plantDrift(product: Product, merchant: TestMerchant, one: (n: number) => Sold) {
  const expected: PlantedShop["expected"] = [];
  const plant = (reason: string, subject: string) => expected.push([reason, subject]);
  // What the sandbox's own seed holds for this key was never in our books.
  const { paynet } = await product.sandbox.truth();
  const strange = (paynet.transactions ?? []).filter(
    ({ account, xact_id, is_succeed }) =>
      account === "other" && is_succeed && !String(xact_id).startsWith("xk_many_") && xact_id !== one(0).transactionId,
  );
  for (const { xact_id } of strange) plant("only_at_provider", String(xact_id));
  const hours = (count: number) => new Date(systemClock.now().getTime() - count * 3_600_000).toISOString();
  const { transactions } = await product.sandbox.records({
    account: "other",
    transactions: [
      { reference_no: "PANEL-1", at: hours(30), amount: 70_000, commission: 1_400 },
      { at: hours(31), amount: 45_000, commission: 900 },
      { reference_no: one(40).reference, at: one(40).at.toISOString(), amount: 100_000, commission: 2_000 },
      { xact_id: one(50).transactionId, amount: 100_100 },
      { xact_id: one(60).transactionId, currency: "USD" },
      { xact_id: one(70).transactionId, commission: 2_500 },
      { xact_id: one(80).transactionId, is_succeed: false },
      { xact_id: one(90).transactionId, at: new Date(one(90).at.getTime() - 86_400_000).toISOString() },
      { xact_id: one(100).transactionId, reference_no: "" },
      { xact_id: one(110).transactionId, charged_back: true },
    ],
  });
  plant("only_at_provider", transactions[0] ?? "");
  plant("only_at_provider", transactions[1] ?? "");
  plant("duplicate", transactions[2] ?? "");
  plant("only_ours", one(30).paymentId);
  for (const [n, reason] of [
    [50, "amount"],
    [60, "currency"],
    [70, "net"],
    [80, "provider_failed"],
    [90, "day"],
    [100, "reference"],
    [110, "chargeback"],
  ] as const) {
    plant(reason, one(n).paymentId);
  }
  const { reversals } = await product.sandbox.records({
    account: "other",
    reversals: [{ xact_id: one(120).transactionId, amount: 25_000, at: hours(5) }],
  });
  plant("refund_only_at_provider", reversals[0] ?? "");
  const link = await createLink(merchant);
  const declined = declinedTransactionOf(link);
  const booked = await book(merchant, link, declined);
  await product.sandbox.records({
    account: "other",
    transactions: [
      {
        xact_id: declined.transactionId,
        reference_no: link.provider_reference,
        at: hours(4),
        amount: 100_000,
        commission: 2_000,
      },
    ],
  });
  plant("provider_captured", booked.kind === "booked" ? booked.paymentId : "");
  return { expected, strangers: strange.length };
}

/** A shop with so many payments on both sides, and thirteen kinds of drift between them. */
export async function plantedShop(product: Product, count: number): Promise<PlantedShop> {
  const merchant = await createMerchant({ sandboxKey: SANDBOX_KEYS.other });
  const sold = await manyPayments(product, merchant, count);
  await atProvider(
    product,
    sold.filter(({ n }) => n !== 30),
  );
  const one = (n: number): Sold => {
    const found = sold[n];
    if (found === undefined) throw new Error(`there is no payment ${n}`);
    return found;
  };
  const { id: merchantId, accountId } = merchant;
  return {
    merchant,
    one,
    ...(await plantDrift(product, merchant, one)),
    compare: () => reconcileAccount({ merchantId, accountId, kind: "nightly", clock: systemClock }),
    cases: () =>
      product.rows<Record<string, unknown>>(
        "select *, day::text as day from reconciliation_cases where merchant_id = $1 order by reason, subject_id",
        [merchantId],
      ),
    async lastRun() {
      const [run] = await product.rows<Record<string, unknown>>(
        "select * from reconciliation_runs where merchant_id = $1 order by started_at desc, id desc limit 1",
        [merchantId],
      );
      return run ?? {};
    },
  };
}
