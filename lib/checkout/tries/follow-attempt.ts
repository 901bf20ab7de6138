import "server-only";
import { watchAuthorisations } from "@/lib/captures/watch-authorisations";
import { addHours, type Clock } from "@/lib/kernel/clock";
import { capabilitiesOf } from "@/lib/providers/capabilities";
import type { CardFacts } from "@/lib/providers/port";
import { type Actor, actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { openProvider } from "@/lib/settings/provider-account-repository";
import { findKeptCard } from "../stored-cards/keep-card";
import { askAboutTry, type TryWork } from "./ask-about-try";
import { chargeAttempt } from "./charge-attempt";
import { openTries, readTry } from "./repository";

type FollowAttempt = TryWork["request"];

const ACTOR: Actor = { kind: "system", id: "follow-attempt" };
/** Longer than a start may take. */
const START_MS = 60_000;
const PAGE_GRACE_HOURS = 24;
const MAY_BE_CHARGED = ["returned", "charging", "unknown"];

/** A hosted page that no list tells of can be paid until a day after its end: until then "not found" proves nothing. */
function mayStillBePaid({ request, known }: TryWork): boolean {
  const { attempt, checkout } = known;
  if (attempt.cardEntry !== "redirect" || capabilitiesOf(attempt.provider).lists) return false;
  return addHours(checkout.expiresAt, PAGE_GRACE_HOURS) > request.clock.now();
}

/** Every provider looks at a payment that hangs within the hour (docs/providers/paywall.md 3.1); after a day a person has to. */
const OPEN_HOURS = 24;

async function recordAnswer(work: TryWork, answer: "absent" | "open"): Promise<void> {
  const { request, known, actor } = work;
  const { status, startedAt } = known.attempt;
  if (status === "redirected" && mayStillBePaid(work)) return;
  if (answer === "open" && addHours(startedAt, OPEN_HOURS) > request.clock.now()) return;
  await runCommand("vezne_app", "record_attempt_absence", {
    merchant_id: request.merchantId,
    attempt_id: known.attempt.id,
    call_id: null,
    answer,
    actor: actorRecord(actor),
  });
}

/** A start whose process died: its address was never written, so no payer was ever sent to a bank with it. */
async function giveUpLostStart({ request, known }: TryWork): Promise<void> {
  const { attempt } = known;
  const age = request.clock.now().getTime() - attempt.startedAt.getTime();
  if (attempt.status !== "created" || age < START_MS) return;
  await runCommand("vezne_app", "settle_start", {
    merchant_id: request.merchantId,
    attempt_id: attempt.id,
    outcome: "lost",
    decline: { code: "not_started", class: "system", message: "" },
  });
}

/**
 * The card that was to be kept is looked for once the money is taken or held, and not before: where the provider charged,
 * and where we did and the process died before the card was written down.
 */
async function lookForKeptCard({ request, provider }: TryWork): Promise<void> {
  await findKeptCard(request, provider, async () => {
    const attempt = (await readTry(request.merchantId, request.attemptId))?.attempt;
    const isTaken = attempt?.status === "captured" || attempt?.status === "authorised";
    return isTaken && attempt.card !== null ? (attempt.card as CardFacts) : undefined;
  });
}

/**
 * Carries one try of a checkout on: charges it where the charge is ours and the payer came back, else asks the provider
 * and applies the answer. Whatever triggered it, the provider's answer decides. The only consumer of returns, callbacks
 * and the ladder of a try.
 */
export async function followAttempt(request: FollowAttempt): Promise<void> {
  const known = await readTry(request.merchantId, request.attemptId);
  if (!known) return;
  const { attempt, account, payment } = known;
  const provider = openProvider(account, { subjectKind: "attempt", subjectId: attempt.id });
  const work: TryWork = { request, known, provider, actor: ACTOR };
  if (attempt.chargeBy === "ours" && attempt.sealedSession !== null && MAY_BE_CHARGED.includes(attempt.status)) {
    await chargeAttempt(work);
    return;
  }
  await giveUpLostStart(work);
  const asked = await askAboutTry(work);
  if (asked !== "settled") await recordAnswer(work, asked);
  await lookForKeptCard(work);
  if (attempt.status === "authorised") {
    await watchAuthorisations({
      merchantId: request.merchantId,
      of: { paymentId: payment.id },
      provider,
      clock: request.clock,
    });
  }
}

/** Asks about every try of a payment that is not over. */
export async function followTriesOf(merchantId: string, paymentId: string, clock: Clock): Promise<void> {
  for (const attemptId of await openTries(merchantId, paymentId)) await followAttempt({ merchantId, attemptId, clock });
}
