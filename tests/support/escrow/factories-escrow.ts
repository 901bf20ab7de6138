import { getEscrow } from "@/lib/escrow/desk/queries";
import { openChargeback } from "@/lib/escrow/disputes/chargeback";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import type { EscrowDto } from "@/lib/escrow/schemas";
import { getPayment } from "@/lib/payments/queries";
import { makeContext } from "../context";
import type { TestMerchant } from "../factories";
import { book, createLink, transactionOf } from "../factories-paylink";
import type { Product } from "../product-process";

type Rows = Pick<Product, "rows">;

/** A paid link whose money is held under these terms; booked directly, as the provider's answer would be. Minor units. */
export async function heldCase(
  merchant: TestMerchant,
  amount: number,
  terms: Record<string, unknown> = {},
): Promise<EscrowDto> {
  const link = await createLink(merchant, { amount, escrow: { enabled: true, ...terms } });
  const booked = await book(merchant, link, transactionOf(link));
  if (booked.kind !== "booked") throw new Error(`not booked: ${booked.kind}`);
  const { paymentId } = booked;
  const { escrow_account_id } = await getPayment(makeContext(merchant), paymentId);
  return getEscrow(makeContext(merchant), escrow_account_id ?? "");
}

/** Sum of every ledger account over the journals of one payment, minor units; credits are negative. */
export async function ledgerOf(product: Rows, paymentId: string): Promise<Record<string, bigint>> {
  const rows = await product.rows<{ code: string; sum: string }>(
    `select e.account_code as code, sum(e.amount)::text as sum from entries e
     join journals j on j.merchant_id = e.merchant_id and j.id = e.journal_id where j.payment_id = $1 group by 1`,
    [paymentId],
  );
  return Object.fromEntries(rows.map(({ code, sum }) => [code, BigInt(sum)]));
}

/** A case with a release that waits for a second person, and a chargeback of another: what others may ask for. */
export async function escrowThings(
  merchant: TestMerchant,
): Promise<{ escrow: string; release: string; dispute: string }> {
  const owner = makeContext(merchant);
  const held = await heldCase(merchant, 700_000);
  const asked = await requestRelease(owner, { id: held.id, amount: 100_000, note: "teslim" });
  const { payment_id } = await heldCase(merchant, 50_000);
  const dispute = await openChargeback(owner, { payment_id, reason: "tanımıyor" });
  return { escrow: held.id, release: asked.requests[0]?.id ?? "", dispute: dispute.id };
}
