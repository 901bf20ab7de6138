import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import { bookTransaction } from "@/lib/payments/book-transaction";
import { partOf } from "@/lib/providers/part-of";
import type { CaptureOutcome, PaymentProvider, ProviderTransaction } from "@/lib/providers/port";
import { type Actor, actorRecord } from "@/lib/runtime/context";
import { log } from "@/lib/runtime/logger";
import { runCommand } from "@/lib/runtime/run-command";
import { openProvider } from "@/lib/settings/provider-account-repository";
import { readCapture } from "./repository";

export type FollowCapture = { merchantId: string; captureId: string; clock: Clock };

const ACTOR: Actor = { kind: "system", id: "follow-capture" };

type Claim = {
  answer: {
    result: "send" | "follow" | "not_found";
    kind?: "capture" | "void";
    amount?: string;
    authorised?: string;
    transaction_id?: string;
  };
};
type Verdict = {
  outcome: "refused" | "unknown" | "absent" | "voided";
  detail?: string;
  callId?: string;
  transactionId?: string;
};
type Known = NonNullable<Awaited<ReturnType<typeof readCapture>>>;
type Work = { request: FollowCapture; known: Known; provider: PaymentProvider };

async function settle({ request }: Work, verdict: Verdict): Promise<void> {
  await runCommand("vezne_app", "settle_capture", {
    merchant_id: request.merchantId,
    capture_id: request.captureId,
    outcome: verdict.outcome,
    detail: verdict.detail ?? null,
    transaction_id: verdict.transactionId ?? null,
    call_id: verdict.callId ?? null,
    actor: actorRecord(ACTOR),
  });
}

/** Books the provider's own figures of the capture; false when the row could not be booked as what it says it is. */
async function book(
  { request, known }: Work,
  transaction: ProviderTransaction,
  callId: string,
  paymentId?: string,
): Promise<boolean> {
  const result = await bookTransaction({
    merchantId: request.merchantId,
    paylinkId: known.paylinkId,
    ...(paymentId === undefined ? {} : { paymentId }),
    transaction,
    callId,
    actor: ACTOR,
    clock: request.clock,
  });
  if (result.kind === "open")
    log.warn("capture answer left open", { paymentId: known.capture.paymentId, reason: result.why });
  return result.kind === "booked" && result.result !== "refused_currency";
}

/** The one send of a capture. A lost answer is `unknown` from here on and is never sent again. */
async function sendCapture(work: Work, claim: Claim["answer"]): Promise<void> {
  const transactionId = claim.transaction_id ?? "";
  const amount = BigInt(claim.amount ?? "0");
  const whole = BigInt(claim.authorised ?? "0");
  const outcome: CaptureOutcome =
    amount === whole
      ? await work.provider.captureAll(transactionId)
      : await work.provider.capturePart(transactionId, partOf(amount, whole));
  if (outcome.kind === "rejected") {
    const detail = `${outcome.code} ${outcome.message}`.trim();
    await settle(work, { outcome: "refused", detail, callId: outcome.callId });
    return;
  }
  if (outcome.kind === "captured") {
    const { paymentId } = work.known.capture;
    if (await book(work, outcome.transaction, outcome.callId, paymentId)) return;
  }
  await settle(work, { outcome: "unknown", detail: outcome.kind === "unknown" ? outcome.why : "not_booked" });
}

async function sendVoid(work: Work, transactionId: string): Promise<void> {
  const outcome = await work.provider.voidAuthorisation(transactionId);
  if (outcome.kind === "rejected") {
    await settle(work, { outcome: "refused", detail: `${outcome.code} ${outcome.message}`.trim() });
    return;
  }
  // Accepted is not gone: the provider's own record of the authorisation decides.
  await askVoid(work, outcome.kind === "unknown" ? outcome.why : "accepted");
}

async function askVoid(work: Work, detail: string): Promise<void> {
  const record = await work.provider.describeTransaction(work.known.capture.authorisationTransactionId);
  if (record.kind === "unknown") return settle(work, { outcome: "unknown", detail: record.why });
  if (record.kind === "absent") return settle(work, { outcome: "unknown", detail: "no_record" });
  if (!record.reversed) return settle(work, { outcome: "absent", detail, callId: record.callId });
  await settle(work, {
    outcome: "voided",
    callId: record.callId,
    ...(record.reversedBy === null ? {} : { transactionId: record.reversedBy }),
  });
}

async function askCapture(work: Work): Promise<void> {
  const answer = await work.provider.queryTransactions({ reference: work.known.reference });
  if (answer.kind === "unknown") return settle(work, { outcome: "unknown", detail: answer.why });
  const rows = answer.kind === "found" ? answer.transactions : [];
  // One reference may hold several payers' captures: each finds its own authorisation, and ends our question if it is ours.
  let areAllBooked = true;
  for (const row of rows.filter(({ kind, verdict }) => kind === "capture" && verdict !== "failed")) {
    areAllBooked = (await book(work, row, answer.callId)) && areAllBooked;
  }
  // A capture that is there and cannot be read may be ours: only rows that are all accounted for say "not found".
  await settle(work, {
    outcome: areAllBooked ? "absent" : "unknown",
    detail: areAllBooked ? "no_record" : "not_booked",
    callId: answer.callId,
  });
}

/** Carries one capture or void on: sends it exactly once, afterwards only asks. The provider's records decide. */
export async function followCapture(request: FollowCapture): Promise<void> {
  const known = await readCapture(request.merchantId, request.captureId);
  if (!known) return;
  const provider = openProvider(known.account, { subjectKind: "capture", subjectId: known.capture.id });
  const work: Work = { request, known, provider };
  const [claim] = await runCommand<Claim>("vezne_app", "claim_capture", {
    merchant_id: request.merchantId,
    capture_id: request.captureId,
    actor: actorRecord(ACTOR),
  });
  if (claim?.answer.result === "send") {
    if (claim.answer.kind === "void") await sendVoid(work, claim.answer.transaction_id ?? "");
    else await sendCapture(work, claim.answer);
    return;
  }
  if (claim?.answer.result !== "follow" || !["sending", "unknown"].includes(known.capture.status)) return;
  if (known.capture.kind === "void") await askVoid(work, "still_open");
  else await askCapture(work);
}
