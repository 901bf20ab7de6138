import { confirmDelivery } from "@/lib/escrow/evidence/add-evidence";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import { listPayouts } from "@/lib/payouts/queries";
import { type PayoutDto, PayoutFilter } from "@/lib/payouts/schemas";
import { makeContext } from "../context";
import type { TestMerchant } from "../factories";
import { heldCase } from "./factories-escrow";

export const IBAN = "TR330006100519786457841326";

/** A delivered case whose money was released to a beneficiary, and the payout that was born with it. Minor units. */
export async function releasedPayout(
  merchant: TestMerchant,
  amount: number,
  terms: Record<string, unknown> = {},
): Promise<PayoutDto> {
  const owner = makeContext(merchant);
  const beneficiary = { name: "Ayşe Satıcı", iban: IBAN };
  const held = await heldCase(merchant, amount, { beneficiary, ...terms });
  await confirmDelivery(owner, { id: held.id, evidence: { note: "kapıda imzalandı" } });
  await requestRelease(owner, { id: held.id, note: "teslim" });
  const [payout] = (await listPayouts(owner, PayoutFilter.parse({ escrow_id: held.id }))).data;
  if (!payout) throw new Error("no payout was born with the release");
  return payout;
}
