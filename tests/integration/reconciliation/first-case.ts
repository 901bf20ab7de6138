import { systemClock } from "@/lib/kernel/clock";
import { listCases } from "@/lib/reconciliation/queries";
import { reconcileAccount } from "@/lib/reconciliation/reconcile-account";
import { CaseFilter } from "@/lib/reconciliation/schemas";
import { makeContext } from "../../support/context";
import type { TestMerchant } from "../../support/factories";
import type { Product } from "../../support/product-process";

/** A difference of a merchant: a sale that only the provider's own panel knows. */
export async function firstCase(product: Product, merchant: TestMerchant, account: string): Promise<string> {
  const at = new Date(systemClock.now().getTime() - 7_200_000).toISOString();
  await product.sandbox.records({
    account,
    transactions: [{ reference_no: "PANEL", at, amount: 12_300, commission: 300 }],
  });
  await reconcileAccount({
    merchantId: merchant.id,
    accountId: merchant.accountId,
    kind: "person",
    clock: systemClock,
  });
  const { data } = await listCases(makeContext(merchant), CaseFilter.parse({}));
  const found = data.find(({ theirs }) => theirs?.reference === "PANEL");
  if (found === undefined) throw new Error("the panel's sale was not found");
  return found.id;
}
