import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { partOf } from "@/lib/providers/part-of";
import type { PaymentProvider, ProviderReversal, RefundOutcome } from "@/lib/providers/port";
import { type Actor, actorRecord } from "@/lib/runtime/context";
import { log } from "@/lib/runtime/logger";
import { runCommand } from "@/lib/runtime/run-command";
import { openProvider } from "@/lib/settings/provider-account-repository";
import { readRefund } from "./repository";

export type FollowRefund = { merchantId: string; refundId: string; clock: Clock };

const ACTOR: Actor = { kind: "system", id: "follow-refund" };

type Claim = {
  answer: {
    result: "send" | "follow" | "wait" | "not_found";
    status?: string;
    full?: boolean;
    amount?: string;
    charged?: string;
    transaction_id?: string;
  };
};

type Verdict = {
  outcome: "accepted" | "refused" | "unknown" | "confirmed";
  /** The call whose answer says so; absent where only an incomplete list was read. */
  callId?: string;
  reversalId?: string;
  detail?: string;
};

async function settle(request: FollowRefund, verdict: Verdict): Promise<void> {
  await runCommand("vezne_app", "settle_refund", {
    merchant_id: request.merchantId,
    refund_id: request.refundId,
    outcome: verdict.outcome,
    reversal_id: verdict.reversalId ?? null,
    detail: verdict.detail ?? null,
    call_id: verdict.callId ?? null,
    actor: actorRecord(ACTOR),
    new_journal_id: newId("journal", request.clock.now()),
  });
}

/** The one send. A lost answer is `unknown` from here on and is never sent again (fault F62). */
async function send(request: FollowRefund, provider: PaymentProvider, claim: Claim["answer"]): Promise<void> {
  const transactionId = claim.transaction_id ?? "";
  const whole = BigInt(claim.charged ?? "0");
  const part = claim.full ? undefined : partOf(BigInt(claim.amount ?? "0"), whole);
  const outcome: RefundOutcome =
    part === undefined ? await provider.refundAll(transactionId) : await provider.refundPart(transactionId, part);
  const { callId } = outcome;
  if (outcome.kind === "accepted") await settle(request, { outcome: "accepted", callId });
  else if (outcome.kind === "rejected") {
    await settle(request, { outcome: "refused", callId, detail: `${outcome.code} ${outcome.message}`.trim() });
  } else await settle(request, { outcome: "unknown", callId, detail: outcome.why });
}

type Known = NonNullable<Awaited<ReturnType<typeof readRefund>>>;

/** The provider's own record of this refund: same sale, same amount, made after we sent it, not another refund's. */
function recordOf(reversals: ProviderReversal[], { refund, claimed }: Known): ProviderReversal | undefined {
  const sentAt = refund.sentAt?.getTime() ?? 0;
  return reversals.find(
    (row) =>
      row.transactionId === refund.providerTransactionId &&
      row.amount === refund.amount &&
      !claimed.has(row.reversalId) &&
      (row.requestedAt === null || row.requestedAt.getTime() >= sentAt - 120_000),
  );
}

async function ask(request: FollowRefund, known: Known, provider: PaymentProvider): Promise<void> {
  const from = known.refund.sentAt ?? known.refund.createdAt;
  const list = await provider.listReversals(from, request.clock.now());
  if (list.kind !== "complete") {
    log.warn("reversal list incomplete", { reason: list.why });
    if (known.refund.status === "sending") await settle(request, { outcome: "unknown", detail: list.why });
    return;
  }
  const { callId } = list;
  const record = recordOf(list.reversals, known);
  const reversalId = record?.reversalId ?? "";
  if (record?.state === "approved") await settle(request, { outcome: "confirmed", callId, reversalId });
  else if (record?.state === "rejected") await settle(request, { outcome: "refused", callId, reversalId });
  else if (record?.state === "waiting") await settle(request, { outcome: "accepted", callId });
  // No record is no evidence: it stays unknown, keeps being asked about and waits for a person.
  else if (known.refund.status === "sending")
    await settle(request, { outcome: "unknown", callId, detail: "no_record" });
}

/**
 * Carries one refund on: sends it exactly once when it is due, afterwards only asks. Whatever triggered it (job,
 * provider notice, ladder), the provider's complete list of reversals decides.
 */
export async function followRefund(request: FollowRefund): Promise<void> {
  const known = await readRefund(request.merchantId, request.refundId);
  if (!known) return;
  const provider = openProvider(known.account, { subjectKind: "refund", subjectId: known.refund.id });
  const [claim] = await runCommand<Claim>("vezne_app", "claim_refund", {
    merchant_id: request.merchantId,
    refund_id: request.refundId,
    actor: actorRecord(ACTOR),
  });
  if (claim?.answer.result === "send") {
    await send(request, provider, claim.answer);
    const sent = await readRefund(request.merchantId, request.refundId);
    if (sent && ["sent", "unknown"].includes(sent.refund.status)) await ask(request, sent, provider);
    return;
  }
  if (claim?.answer.result === "follow" && ["sending", "sent", "unknown"].includes(known.refund.status)) {
    await ask(request, known, provider);
  }
}
