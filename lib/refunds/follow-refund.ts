import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { startDeviceReversal } from "@/lib/pos/steps/start-device-reversal";
import { CAPABILITIES } from "@/lib/providers/capabilities";
import { partOf } from "@/lib/providers/part-of";
import type { PaymentProvider, RefundOutcome } from "@/lib/providers/port";
import { type Actor, actorRecord } from "@/lib/runtime/context";
import { log } from "@/lib/runtime/logger";
import { runCommand } from "@/lib/runtime/run-command";
import { openProvider } from "@/lib/settings/provider-account-repository";
import { ownRecord } from "./own-record";
import { readRefund } from "./repository";
import { type Known, type Verdict, verdictOfSale } from "./sale-verdict";

export type FollowRefund = { merchantId: string; refundId: string; clock: Clock };

const DAY_MS = 86_400_000;
const ACTOR: Actor = { kind: "system", id: "follow-refund" };

type Claim = {
  answer: {
    result: "send" | "follow" | "wait" | "not_found";
    status?: string;
    full?: boolean;
    amount?: string;
    charged?: string;
    transaction_id?: string;
    takes_capture_back?: boolean;
  };
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
    new_capture_id: newId("capture", request.clock.now()),
  });
}

/** Whole and part never share an encoding; a capture of today has a service of its own. */
function askFor(provider: PaymentProvider, claim: Claim["answer"], saleAt: Date | undefined): Promise<RefundOutcome> {
  const transactionId = claim.transaction_id ?? "";
  if (claim.takes_capture_back) return provider.takeCaptureBack(transactionId, saleAt);
  if (claim.full) return provider.refundAll(transactionId, saleAt);
  return provider.refundPart(transactionId, partOf(BigInt(claim.amount ?? "0"), BigInt(claim.charged ?? "0")), saleAt);
}

/** The one send. A lost answer is `unknown` from here on and is never sent again (fault F62). */
async function send(
  request: FollowRefund,
  known: Known,
  provider: PaymentProvider,
  claim: Claim["answer"],
): Promise<void> {
  const outcome = known.refund.onDevice
    ? await startDeviceReversal({
        merchantId: request.merchantId,
        paymentId: known.refund.paymentId,
        refundId: request.refundId,
        transactionId: claim.transaction_id ?? "",
        clock: request.clock,
      })
    : await askFor(provider, claim, known.sale.paidAt);
  const called = "callId" in outcome && outcome.callId !== undefined ? { callId: outcome.callId } : {};
  if (outcome.kind === "accepted") await settle(request, { outcome: "accepted", ...called });
  else if (outcome.kind === "rejected") {
    await settle(request, { outcome: "refused", ...called, detail: `${outcome.code} ${outcome.message}`.trim() });
  } else await settle(request, { outcome: "unknown", ...called, detail: outcome.why });
}

/**
 * The list holds no record: what the sale itself says decides. Given back whole is the answer where no list tells of it
 * (a capture taken back); otherwise a complete list without the refund counts as one "not found".
 */
async function askSale(
  request: FollowRefund,
  { refund }: Known,
  provider: PaymentProvider,
  callId: string,
): Promise<void> {
  const unknown = (detail: string): Promise<void> =>
    refund.status === "sending" ? settle(request, { outcome: "unknown", callId, detail }) : Promise.resolve();
  const sale = await provider.describeTransaction(refund.providerTransactionId);
  if (sale.kind !== "found") return unknown("no_record");
  if (!sale.reversed) return settle(request, { outcome: "absent", callId: sale.callId, detail: "no_record" });
  if (sale.transaction.kind !== "capture" || sale.reversedBy === null) return unknown("reversed_without_record");
  await settle(request, { outcome: "confirmed", callId: sale.callId, reversalId: sale.reversedBy });
}

/** No list at all: the books are read after the answer, so that whoever's amount is in it is known. */
async function askSaleAlone(request: FollowRefund, { refund }: Known, provider: PaymentProvider): Promise<void> {
  const answer = await provider.describeTransaction(refund.providerTransactionId);
  const now = await readRefund(request.merchantId, request.refundId);
  if (now) await settle(request, verdictOfSale(now, answer));
}

async function ask(request: FollowRefund, known: Known, provider: PaymentProvider): Promise<void> {
  if (!CAPABILITIES[known.account.provider].lists) return askSaleAlone(request, known, provider);
  const sentAt = known.refund.sentAt ?? known.refund.createdAt;
  // Lists are by the provider's day: a day more on both sides loses nothing to its clock.
  const from = new Date(sentAt.getTime() - DAY_MS);
  const list = await provider.listReversals(from, new Date(request.clock.now().getTime() + DAY_MS));
  if (list.kind !== "complete") {
    log.warn("reversal list incomplete", { reason: list.why });
    if (known.refund.status === "sending") await settle(request, { outcome: "unknown", detail: list.why });
    return;
  }
  const { callId } = list;
  // Read after the list: whoever has a record in it had been claimed for sending before, and is seen here.
  const now = await readRefund(request.merchantId, request.refundId);
  const record = now && ownRecord(list.reversals, now);
  if (record === "undecided") {
    if (known.refund.status === "sending")
      await settle(request, { outcome: "unknown", callId, detail: "equal_is_being_sent" });
    return;
  }
  const reversalId = record?.reversalId ?? "";
  if (record?.state === "approved") await settle(request, { outcome: "confirmed", callId, reversalId });
  else if (record?.state === "rejected") await settle(request, { outcome: "refused", callId, reversalId });
  else if (record?.state === "waiting") await settle(request, { outcome: "accepted", callId });
  else if (record === undefined) await askSale(request, known, provider, callId);
  // A record in a state we do not know is a record: never "not found", never refused.
  else if (known.refund.status === "sending")
    await settle(request, { outcome: "unknown", callId, detail: "record_in_unknown_state" });
}

/**
 * Carries one refund on: sends it exactly once when it is due, afterwards only asks. Whatever triggered it (job,
 * provider notice, ladder), the provider's complete list of reversals decides, or the sale where there is no such list.
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
    await send(request, known, provider, claim.answer);
    const sent = await readRefund(request.merchantId, request.refundId);
    if (sent && ["sent", "unknown"].includes(sent.refund.status)) await ask(request, sent, provider);
    return;
  }
  if (claim?.answer.result === "follow" && ["sending", "sent", "unknown"].includes(known.refund.status)) {
    await ask(request, known, provider);
  }
}
