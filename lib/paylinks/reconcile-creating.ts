import "server-only";
import { transact } from "@/db/tenancy";
import type { Clock } from "@/lib/kernel/clock";
import { capabilitiesOf } from "@/lib/providers/capabilities";
import type { LinkLookup, PaymentProvider } from "@/lib/providers/port";
import type { Actor } from "@/lib/runtime/context";
import { becauseOf, recordChange } from "@/lib/runtime/record-change";
import { armCheck } from "./arm-check";
import { movePaylink, type PaylinkRecord, patchPaylink, readPaylink } from "./repository";

const RETRY_SECONDS = 15;
const ABSENT_ANSWERS = 3;
const ABSENT_MINUTES = 20;

type Verdict = { to: "active" | "failed"; because: string; patch: Partial<PaylinkRecord> };

/** Absence is evidence only after three answers over twenty minutes (architecture decision 10). */
async function countAbsence(link: PaylinkRecord, now: Date): Promise<boolean> {
  return transact(link.merchantId, async (tx) => {
    const current = await readPaylink(tx, link.merchantId, link.id);
    const absentSince = current.absentSince ?? now;
    const absentAnswers = current.absentAnswers + 1;
    await patchPaylink(tx, link, { absentAnswers, absentSince });
    return absentAnswers >= ABSENT_ANSWERS && now.getTime() - absentSince.getTime() >= ABSENT_MINUTES * 60_000;
  });
}

function adopt(found: Extract<LinkLookup, { kind: "found" }>): Verdict {
  if (found.url === undefined)
    return { to: "failed", because: "provider_link_without_address", patch: { providerId: found.providerId } };
  return {
    to: "active",
    because: "link_found_at_provider",
    patch: { providerId: found.providerId, providerUrl: found.url, nextCheckAt: null },
  };
}

/**
 * Ends a create whose answer was lost: the link is looked up under its frozen reference and adopted, or it provably
 * never arrived. It is never created a second time here.
 */
export async function reconcileCreating(
  link: PaylinkRecord,
  provider: PaymentProvider,
  actor: Actor,
  clock: Clock,
): Promise<void> {
  const isFindable = capabilitiesOf(link.provider).paymentLinks.lookupByReference;
  const lookup = isFindable ? await provider.findPaymentLink(link.providerReference) : undefined;
  const now = clock.now();
  let verdict: Verdict | undefined;
  // Nobody ever had the address of such a page, so nobody can pay it; it ends there by its own time.
  if (lookup === undefined) {
    verdict = { to: "failed", because: "provider_cannot_be_asked_for_link", patch: { nextCheckAt: null } };
  } else if (lookup.kind === "found") {
    verdict = adopt(lookup);
    // A link whose address nobody has must not stay payable.
    if (verdict.to === "failed" && (await provider.deactivatePaymentLink(link.providerReference)).kind !== "done")
      verdict = undefined;
  } else if (lookup.kind === "absent" && (await countAbsence(link, now))) {
    verdict = { to: "failed", because: "provider_never_got_link", patch: { nextCheckAt: null } };
  }
  if (!verdict) {
    await armCheck(link, clock, lookup?.kind === "absent" ? 60 : RETRY_SECONDS);
    return;
  }
  const { to, because, patch } = verdict;
  await transact(link.merchantId, async (tx) => {
    const set = { ...patch, because: becauseOf(because, actor, now), updatedAt: now };
    const moved = await movePaylink(tx, link, "creating", to, set);
    if (!moved) return;
    await recordChange(tx, {
      merchantId: link.merchantId,
      mode: link.mode,
      actor,
      action: `paylink.${to}`,
      subjectKind: "paylink",
      subjectId: link.id,
      paylinkId: link.id,
      paymentId: null,
      from: "creating",
      to,
      data: { because },
    });
  });
}
