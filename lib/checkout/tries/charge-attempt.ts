import "server-only";
import { readDecline } from "@/lib/declines/read-decline";
import { money } from "@/lib/kernel/money";
import type { ChargeOutcome } from "@/lib/providers/three-d";
import { actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { keepCard } from "../stored-cards/keep-card";
import { askAboutTry, type TryWork } from "./ask-about-try";
import { bookAttempt } from "./book-attempt";
import { openSession } from "./session-seal";

type Claim = { answer: { result: "charge" | "given_up" | "no" | "not_found"; charges?: number } };

async function settle(
  work: TryWork,
  outcome: "refused" | "gone" | "unknown",
  code?: string,
  callId?: string,
): Promise<void> {
  await runCommand("vezne_app", "settle_charge", {
    merchant_id: work.request.merchantId,
    attempt_id: work.known.attempt.id,
    outcome,
    decline:
      code === undefined
        ? null
        : {
            code,
            class: readDecline(work.known.attempt.provider, code).class,
            message: "",
          },
    call_id: callId ?? null,
    actor: actorRecord(work.actor),
  });
}

/** Our own code: the provider's session ended before it took anything. */
const SESSION_OVER = "session_over";

/** A lost answer: only the provider's own record tells how it ended; without one it stays unknown. */
async function askElseUnknown(work: TryWork): Promise<void> {
  if ((await askAboutTry(work)) !== "settled") await settle(work, "unknown");
}

/** A definite no. After an earlier charge whose answer was lost, the record has to agree before anybody hears "not charged". */
async function refuse(work: TryWork, code: string, callId: string, charges: number): Promise<void> {
  const asked = charges > 1 ? await askAboutTry(work) : "absent";
  if (asked === "settled") return;
  if (asked === "absent") await settle(work, "refused", code, callId);
  else await settle(work, "unknown");
}

/** Used, over or never there. Nobody but us charges it: over before our first charge, or nowhere to be found for long, is a no. */
async function askAboutGone(work: TryWork, callId: string, charges: number): Promise<void> {
  const asked = await askAboutTry(work);
  if (asked === "settled") return;
  if (asked === "open") return settle(work, "unknown");
  await settle(work, charges === 1 ? "refused" : "gone", SESSION_OVER, callId);
}

async function apply(work: TryWork, outcome: ChargeOutcome, charges: number): Promise<void> {
  const { request, known, actor } = work;
  if (outcome.kind === "rejected") return refuse(work, outcome.code, outcome.callId, charges);
  if (outcome.kind === "already") return askAboutGone(work, outcome.callId, charges);
  if (outcome.kind !== "answered" || outcome.transaction.reference !== known.attempt.providerReference) {
    return askElseUnknown(work);
  }
  const booked = await bookAttempt({
    merchantId: request.merchantId,
    attemptId: known.attempt.id,
    transaction: outcome.transaction,
    callId: outcome.callId,
    actor,
    clock: request.clock,
  });
  if (booked.kind !== "booked") return askElseUnknown(work);
  const isTaken = outcome.transaction.verdict === "captured" || outcome.transaction.verdict === "authorised";
  if (!isTaken || outcome.keptCard === undefined) return;
  // After the money's booking: nothing about a kept card may stand in its way.
  const of = { merchantId: request.merchantId, attemptId: known.attempt.id };
  await keepCard(of, outcome.keptCard, outcome.transaction.card);
}

/**
 * Charges a try after the bank's page. The claim lets exactly one try of a checkout through; the same session is sent
 * again until the answer is definite, and after a lost answer only once the provider's record knows nothing of it.
 */
export async function chargeAttempt(work: TryWork): Promise<void> {
  const { request, known, provider, actor } = work;
  const { attempt, checkout } = known;
  if (attempt.status !== "returned" && (await askAboutTry(work)) !== "absent") return;
  const [claim] = await runCommand<Claim>("vezne_app", "claim_charge", {
    merchant_id: request.merchantId,
    attempt_id: attempt.id,
    actor: actorRecord(actor),
  });
  if (claim?.answer.result !== "charge") return;
  const outcome = await provider.chargeThreeD({
    reference: attempt.providerReference,
    total: money(attempt.amount ?? checkout.amount, "TRY"),
    hold: checkout.capture === "manual",
    session: openSession(attempt),
  });
  await apply(work, outcome, claim.answer.charges ?? 1);
}
