import "server-only";
import { type Tx, transact, withMerchant } from "@/db/tenancy";
import type { CauseCode } from "@/lib/kernel/causes";
import type { Clock } from "@/lib/kernel/clock";
import { capabilitiesOf } from "@/lib/providers/capabilities";
import type { ChangeOutcome } from "@/lib/providers/port";
import type { Actor } from "@/lib/runtime/context";
import { becauseOf, recordChange } from "@/lib/runtime/record-change";
import { openProvider, readProviderAccount } from "@/lib/settings/provider-account-repository";
import { secondsToNextLook } from "./paylink";
import { hasOpenPayment, movePaylink, type PaylinkRecord, patchPaylink, readPaylink } from "./repository";

/** A lost answer is asked again soon; what was refused, while money is held on the link, only now and then. */
const RETRY_SECONDS = { unknown: 30, rejected: 600 } as const;

/** Whoever went on to the provider before the link was closed is asked about until their payment ends. */
const OPEN_PAYMENT_SECONDS = 600;

/** A page that its provider cannot close, and of which no list tells, is asked about until it has ended there. */
async function nextLook(tx: Tx, link: PaylinkRecord, now: Date): Promise<Date | null> {
  const later = capabilitiesOf(link.provider).lists ? undefined : secondsToNextLook(link, now);
  const isOpen = await hasOpenPayment(tx, link);
  const seconds = isOpen ? OPEN_PAYMENT_SECONDS : later;
  if (seconds === undefined) return null;
  const at = new Date(now.getTime() + seconds * 1000);
  const standing = link.nextCheckAt;
  return isOpen && standing !== null && standing > now && standing < at ? standing : at;
}

type Closed = Extract<ChangeOutcome, { kind: "done" }> & { because: CauseCode };

async function askToClose(
  merchantId: string,
  link: PaylinkRecord,
  mayBeUsed: boolean,
): Promise<Exclude<ChangeOutcome, { kind: "done" }> | Closed> {
  const account = await withMerchant(merchantId, (tx) => readProviderAccount(tx, merchantId, link.providerAccountId));
  const provider = openProvider(account, { subjectKind: "paylink", subjectId: link.id });
  const outcome = await provider.deactivatePaymentLink(link.providerReference);
  if (outcome.kind === "done") return { kind: "done", because: "provider_confirmed_deactivation" };
  if (outcome.kind !== "rejected" || !mayBeUsed || link.maxUses !== 1) return outcome;
  // Paid once, its one use is gone whatever became of that money (docs/providers/paynet.md 5.4, PAYNET-L7).
  const there = await provider.findPaymentLink(link.providerReference);
  const isUsed = there.kind === "found" && there.transactionId !== undefined;
  return isUsed ? { kind: "done", because: "link_used_at_provider" } : outcome;
}

/**
 * Tells the provider to take no more payments on a link that we stopped (or that is used up). Setting the same status
 * twice is harmless, so a lost answer is simply asked again. "No" because the link is already paid ends it too:
 * the payment itself arrives by query; `mayBeUsed` says that no authorised amount stands on it any more. Where a provider cannot close a page the link ends at our side alone: money that
 * still arrives is booked and flagged as late.
 */
export async function closeAtProvider(
  merchantId: string,
  link: PaylinkRecord,
  actor: Actor,
  clock: Clock,
  mayBeUsed = false,
): Promise<PaylinkRecord> {
  const canClose = capabilitiesOf(link.provider).paymentLinks.deactivate;
  const outcome = canClose
    ? await askToClose(merchantId, link, mayBeUsed)
    : ({ kind: "done", because: "closed_at_our_side_only" } as const);
  const now = clock.now();
  return transact(merchantId, async (tx) => {
    if (outcome.kind !== "done") {
      await patchPaylink(tx, link, { nextCheckAt: new Date(now.getTime() + RETRY_SECONDS[outcome.kind] * 1000) });
      return readPaylink(tx, merchantId, link.id);
    }
    if (link.status !== "deactivating") {
      await patchPaylink(tx, link, { nextCheckAt: await nextLook(tx, link, now) });
      return readPaylink(tx, merchantId, link.id);
    }
    const moved = await movePaylink(tx, link, "deactivating", "deactivated", {
      because: becauseOf(outcome.because, actor, now),
      nextCheckAt: await nextLook(tx, link, now),
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
