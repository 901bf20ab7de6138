import "server-only";
import { transact, withMerchant } from "@/db/tenancy";
import type { Clock } from "@/lib/kernel/clock";
import type { Actor } from "@/lib/runtime/context";
import { becauseOf, recordChange } from "@/lib/runtime/record-change";
import { openProvider, readProviderAccount } from "@/lib/settings/provider-account-repository";
import { movePaylink, type PaylinkRecord, patchPaylink, readPaylink } from "./repository";

const RETRY_SECONDS = 30;

/**
 * Tells the provider to take no more payments on a link that we stopped (or that is used up). Setting the same status
 * twice is harmless, so a lost answer is simply asked again. "No" because the link is already paid ends it too:
 * the payment itself arrives by query.
 */
export async function closeAtProvider(
  merchantId: string,
  link: PaylinkRecord,
  actor: Actor,
  clock: Clock,
): Promise<PaylinkRecord> {
  const account = await withMerchant(merchantId, (tx) => readProviderAccount(tx, merchantId, link.providerAccountId));
  const provider = openProvider(account, { subjectKind: "paylink", subjectId: link.id });
  const outcome = await provider.deactivatePaymentLink(link.providerReference);
  const now = clock.now();
  return transact(merchantId, async (tx) => {
    if (outcome.kind !== "done") {
      await patchPaylink(tx, link, { nextCheckAt: new Date(now.getTime() + RETRY_SECONDS * 1000) });
      return readPaylink(tx, merchantId, link.id);
    }
    if (link.status !== "deactivating") {
      await patchPaylink(tx, link, { nextCheckAt: null });
      return readPaylink(tx, merchantId, link.id);
    }
    const moved = await movePaylink(tx, link, "deactivating", "deactivated", {
      because: becauseOf("provider_confirmed_deactivation", actor, now),
      nextCheckAt: null,
      updatedAt: now,
    });
    if (!moved) return readPaylink(tx, merchantId, link.id);
    await recordChange(tx, {
      merchantId,
      mode: link.mode,
      actor,
      action: "paylink.deactivated",
      subjectKind: "paylink",
      subjectId: link.id,
      paylinkId: link.id,
      paymentId: null,
      from: "deactivating",
      to: "deactivated",
    });
    return moved;
  });
}
