import "server-only";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import type { HoldDecision, HoldProvider, HoldReading } from "@/lib/providers/hold";
import { type Actor, actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { openProvider } from "@/lib/settings/provider-account-repository";
import { EscrowTerms } from "../terms-schemas";
import { readMirror } from "./repository";
import { sellerShare } from "./seller-share";

export type FollowMirror = { merchantId: string; mirrorId: string; clock: Clock };
type Known = NonNullable<Awaited<ReturnType<typeof readMirror>>>;
type Verdict = { outcome: "done" | "refused" | "unknown" | "absent"; detail?: string; callId?: string | null };
type Claim = { answer: { result: string; status?: string; decision?: HoldDecision } };

const ACTOR: Actor = { kind: "system", id: "follow-mirror" };
const actor = actorRecord(ACTOR);

async function settle({ merchantId, mirrorId, clock }: FollowMirror, verdict: Verdict): Promise<void> {
  await runCommand("vezne_app", "settle_mirror", {
    merchant_id: merchantId,
    mirror_id: mirrorId,
    outcome: verdict.outcome,
    detail: verdict.detail || null,
    call_id: verdict.callId || null,
    actor,
    new_journal_id: newId("journal", clock.now()),
  });
  wakeDashboards();
}

/** The one time it is said; a lost answer is `unknown` from here on (fault F70). */
async function say(request: FollowMirror, known: Known, hold: HoldProvider, decision: HoldDecision): Promise<void> {
  const { transactionId, escrowId } = known.mirror;
  const outcome = await hold.decideHold({ transactionId, decision, note: escrowId });
  if (outcome.kind === "done") await settle(request, { outcome: "done", callId: outcome.callId });
  else if (outcome.kind === "unknown") await settle(request, { outcome: "unknown", detail: outcome.why });
  else {
    const detail = `${outcome.code} ${outcome.message}`.trim();
    await settle(request, { outcome: "refused", detail, callId: outcome.callId });
  }
}

/** What a reading means for something that was said and not heard of; part of it stays unknown. */
function verdictOf(decision: string | null, reading: Extract<HoldReading, { kind: "found" }>): Verdict {
  if (reading.seen === "partly") return { outcome: "unknown", detail: "partly", callId: reading.callId };
  const isDone = (reading.seen === "approved") === (decision === "approve");
  return { outcome: isDone ? "done" : "absent", callId: reading.callId };
}

/** Looks there: ends what is unknown, and notes a difference from our books without changing anything. */
async function look(request: FollowMirror, { mirror }: Known, hold: HoldProvider): Promise<void> {
  const reading = await hold.readHold?.(mirror.transactionId);
  const isOpen = mirror.status === "sending" || mirror.status === "unknown";
  // Said a while ago, never answered, and nothing to ask: the process that said it is gone.
  if (reading === undefined && mirror.status === "sending") {
    return settle(request, { outcome: "unknown", detail: "no_answer" });
  }
  if (reading === undefined || reading.kind === "unknown") return;
  if (isOpen) return settle(request, verdictOf(mirror.decision, reading));
  const { merchantId, mirrorId } = request;
  await runCommand("vezne_app", "note_mirror", {
    merchant_id: merchantId,
    mirror_id: mirrorId,
    seen: reading.seen,
    actor,
  });
}

/** A claim younger than this belongs to a process that is still waiting for its answer. */
const PATIENCE_MS = 45_000;

function isUnderWay({ mirror }: Known, clock: Clock): boolean {
  return mirror.status === "sending" && clock.now().getTime() - (mirror.sentAt?.getTime() ?? 0) < PATIENCE_MS;
}

/** Carries one case's mirror on: says what was decided exactly once, afterwards only looks. */
export async function followMirror(request: FollowMirror): Promise<void> {
  const known = await readMirror(request.merchantId, request.mirrorId);
  if (known === undefined) return;
  const { hold } = openProvider(known.account, { subjectKind: "escrow", subjectId: known.mirror.escrowId });
  if (hold === undefined) return;
  const [claim] = await runCommand<Claim>("vezne_app", "claim_mirror", {
    merchant_id: request.merchantId,
    mirror_id: request.mirrorId,
    share_agreed: sellerShare(EscrowTerms.parse(known.terms), known.total).toString(),
    actor,
  });
  const { result, decision } = claim?.answer ?? {};
  if (result === "send" && decision !== undefined) return say(request, known, hold, decision);
  if (result === "look" && !isUnderWay(known, request.clock)) await look(request, known, hold);
}
