import "server-only";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import type { PayoutLookup, PayoutProvider } from "@/lib/providers/payout";
import { type Actor, actorRecord } from "@/lib/runtime/context";
import { runCommand } from "@/lib/runtime/run-command";
import { openProvider } from "@/lib/settings/provider-account-repository";
import { readPayout } from "./repository";

export type FollowPayout = { merchantId: string; payoutId: string; clock: Clock };
type Known = NonNullable<Awaited<ReturnType<typeof readPayout>>>;
type Verdict = {
  outcome: "accepted" | "paid" | "refused" | "unknown" | "absent";
  payoutId?: string;
  detail?: string;
  callId?: string;
};

const ACTOR: Actor = { kind: "system", id: "follow-payout" };

async function settle(request: FollowPayout, verdict: Verdict): Promise<void> {
  await runCommand("vezne_app", "settle_payout", {
    merchant_id: request.merchantId,
    payout_id: request.payoutId,
    outcome: verdict.outcome,
    payout_id_there: verdict.payoutId ?? null,
    detail: verdict.detail ?? null,
    call_id: verdict.callId ?? null,
    actor: actorRecord(ACTOR),
    new_journal_id: newId("journal", request.clock.now()),
  });
  wakeDashboards();
}

/** The one send. A lost answer is `unknown` from here on: it is asked about and never sent again (fault F62). */
async function send(request: FollowPayout, { payout }: Known, provider: PayoutProvider): Promise<void> {
  const outcome = await provider.sendPayout({
    reference: payout.providerReference ?? payout.id,
    group: payout.escrowId,
    name: payout.beneficiaryName,
    iban: payout.iban,
    amount: payout.amount,
    text: payout.id,
  });
  const called = outcome.callId === undefined ? {} : { callId: outcome.callId };
  if (outcome.kind === "accepted") {
    await settle(request, { outcome: "accepted", payoutId: outcome.payoutId, ...called });
  } else if (outcome.kind === "rejected") {
    await settle(request, { outcome: "refused", detail: `${outcome.code} ${outcome.message}`.trim(), ...called });
  } else await settle(request, { outcome: "unknown", detail: outcome.why, ...called });
}

/** A record of another sum or another account is not ours to conclude from. */
function isOurs(found: Extract<PayoutLookup, { kind: "found" }>, { payout }: Known): boolean {
  return found.amount === payout.amount && (found.iban === null || found.iban === payout.iban);
}

const ENDS = { waiting: "accepted", paid: "paid", failed: "refused", open: "unknown" } as const;

async function ask(request: FollowPayout, known: Known, provider: PayoutProvider): Promise<void> {
  const found = await provider.findPayout(known.payout.providerReference ?? known.payout.id);
  if (found.kind === "unknown") await settle(request, { outcome: "unknown", detail: found.why });
  else if (found.kind === "absent") {
    await settle(request, { outcome: "absent", callId: found.callId, detail: "no_record" });
  } else if (!isOurs(found, known)) {
    await settle(request, { outcome: "unknown", callId: found.callId, detail: "record_differs" });
  } else {
    await settle(request, { outcome: ENDS[found.state], payoutId: found.payoutId, callId: found.callId });
  }
}

/** Carries one payout on: sends it exactly once after two people wanted it, afterwards only asks. */
export async function followPayout(request: FollowPayout): Promise<void> {
  const known = await readPayout(request.merchantId, request.payoutId);
  if (!known) return;
  const subject = { subjectKind: "payout" as const, subjectId: known.payout.id };
  const { payouts: provider } = openProvider(known.account, subject);
  // The account's keys were changed since: nothing is sent, and what was sent is asked about once they are back.
  if (provider === undefined) return;
  const [claim] = await runCommand<{ answer: { result: string } }>("vezne_app", "claim_payout", {
    merchant_id: request.merchantId,
    payout_id: request.payoutId,
    actor: actorRecord(ACTOR),
  });
  if (claim?.answer.result === "send") return send(request, known, provider);
  if (claim?.answer.result === "follow" && ["sending", "sent", "unknown"].includes(known.payout.status)) {
    await ask(request, known, provider);
  }
}
