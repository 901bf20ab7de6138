import { openDispute, resolveDispute } from "@/lib/escrow/disputes/open-dispute";
import { makeContext } from "../../support/context";
import type { TestMerchant } from "../../support/factories";

/** A dispute of a case that is over: what still counts it as open is found when its state is put back. */
export async function closedDispute(merchant: TestMerchant, escrowId: string): Promise<void> {
  const owner = makeContext(merchant);
  await openDispute(owner, { id: escrowId, reason: "geç geldi" });
  await resolveDispute(owner, { id: escrowId, outcome: "withdrawn", note: "anlaşıldı" });
}
