import "server-only";
import { addHours, type Clock } from "@/lib/kernel/clock";
import type { Question } from "@/lib/payments/question";
import type { PaymentProvider, ProviderTransaction } from "@/lib/providers/port";
import type { Actor } from "@/lib/runtime/context";
import { log } from "@/lib/runtime/logger";
import { attemptCommand, bookAttempt } from "./book-attempt";
import { readTry, type TryRecord } from "./repository";
import { openSession } from "./session-seal";

/** `settled`: the provider's word was booked. `absent`: it knows no row of this try. `open`: nobody knows yet. */
export type Asked = "settled" | "absent" | "open";

export type TryWork = {
  request: { merchantId: string; attemptId: string; eventId?: string; clock: Clock };
  known: TryRecord;
  provider: PaymentProvider;
  actor: Actor;
};

/**
 * ASSUMPTION PAYWALL-P9: a bank's page that nobody opened within a day cannot be opened any more. Docs know no life time
 * of its address; money that still arrives through one is booked when the provider tells of it.
 */
const UNOPENED_HOURS = 24;

/** Such a payment is one that never was: the provider's "not begun" counts like "no such transaction". */
function isAbandoned({ request, known }: TryWork, row: ProviderTransaction): boolean {
  const { startedAt } = known.attempt;
  // On a hosted page the payer may have begun long after we sent them there.
  const begun = row.occurredAt !== null && row.occurredAt > startedAt ? row.occurredAt : startedAt;
  const isOver = addHours(begun, UNOPENED_HOURS) <= request.clock.now();
  return row.verdict === "open" && row.neverOpened === true && isOver;
}

/** Asks about the try by its own reference and books every row that carries it. */
export async function askAboutTry(work: TryWork): Promise<Asked> {
  const { request, known, provider, actor } = work;
  const reference = known.attempt.providerReference;
  const { page_id: linkId } = openSession(known.attempt);
  const answer = await provider.queryTransactions({ reference, ...(linkId === undefined ? {} : { linkId }) });
  if (answer.kind === "unknown") return "open";
  const rows = answer.kind === "found" ? answer.transactions : [];
  const ours = rows.filter((row) => row.reference === reference && !isAbandoned(work, row));
  ours.sort((a, b) => (a.occurredAt?.getTime() ?? 0) - (b.occurredAt?.getTime() ?? 0));
  let asked: Asked = "absent";
  for (const transaction of ours) {
    const result = await bookAttempt({
      merchantId: request.merchantId,
      attemptId: known.attempt.id,
      transaction,
      callId: answer.callId,
      ...(request.eventId === undefined ? {} : { eventId: request.eventId }),
      actor,
      clock: request.clock,
    });
    if (result.kind === "booked" && asked === "absent") asked = "settled";
    if (result.kind === "open") {
      log.warn("provider answer left open", { paymentId: known.payment.id, reason: result.why });
      asked = "open";
    }
  }
  return asked;
}

/** What a replay may ask about a try; undefined when there is none of this id. */
export async function questionOfTry(merchantId: string, attemptId: string): Promise<Question | undefined> {
  const known = await readTry(merchantId, attemptId);
  if (!known) return undefined;
  const { page_id: linkId } = openSession(known.attempt);
  return {
    account: known.account,
    subjectKind: "attempt",
    subjectId: attemptId,
    ask: { reference: known.attempt.providerReference, ...(linkId === undefined ? {} : { linkId }) },
    commandOf: (told) => attemptCommand({ merchantId, attemptId, ...told }),
  };
}
