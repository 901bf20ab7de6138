import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import type { Question } from "@/lib/payments/question";
import type { ProviderTransaction } from "@/lib/providers/port";
import { type Actor, actorRecord } from "@/lib/runtime/context";
import { log } from "@/lib/runtime/logger";
import { runCommand } from "@/lib/runtime/run-command";
import { openProvider } from "@/lib/settings/provider-account-repository";
import { openSoftPos, withKey } from "../terminals/terminal-key";
import { bookPos, posCommand } from "./book-pos";
import { type PosWork, posSessionsOf, readPosWork } from "./repository";

type FollowPos = { merchantId: string; sessionId: string; eventId?: string; clock: Clock };
type Rows =
  | { kind: "rows"; transactions: ProviderTransaction[]; callId: string }
  | { kind: "silent"; callId: string | null };

const ACTOR: Actor = { kind: "system", id: "follow-pos" };
const OVER = ["succeeded", "late_success"];

/** By the provider's own session; where its answer to our start was lost, by our reference alone. */
async function ask({ session, terminal, account }: PosWork, clock: Clock): Promise<Rows> {
  const { paymentSessionId, providerReference: reference } = session;
  if (paymentSessionId === null) {
    const provider = openProvider(account, { subjectKind: "pos_session", subjectId: session.id });
    const answer = await provider.queryTransactions({ reference });
    if (answer.kind === "found") return { kind: "rows", transactions: answer.transactions, callId: answer.callId };
    return { kind: "silent", callId: answer.kind === "absent" ? answer.callId : null };
  }
  const softPos = openSoftPos(account, { kind: "pos_session", id: session.id });
  const answer = await withKey(terminal, softPos, clock.now(), (key) => softPos.askSale({ key, paymentSessionId }));
  if (answer?.kind === "found") return { kind: "rows", transactions: answer.transactions, callId: answer.callId };
  return { kind: "silent", callId: answer?.kind === "waiting" ? answer.callId : null };
}

/** Books every row that carries this try's own reference; a row of another reference is nobody's until a person looks. */
async function book(request: FollowPos, { session }: PosWork, rows: Extract<Rows, { kind: "rows" }>): Promise<number> {
  let settled = 0;
  for (const transaction of rows.transactions) {
    if (transaction.reference !== session.providerReference) {
      log.warn("a phone's session answers for another reference", { paymentId: session.paymentId });
      continue;
    }
    const result = await bookPos({
      merchantId: request.merchantId,
      sessionId: session.id,
      transaction,
      callId: rows.callId,
      ...(request.eventId === undefined ? {} : { eventId: request.eventId }),
      actor: ACTOR,
      clock: request.clock,
    });
    if (result.kind === "open")
      log.warn("provider answer left open", { paymentId: session.paymentId, reason: result.why });
    else settled += 1;
  }
  return settled;
}

/**
 * Carries one try of a sale on a phone on: asks the provider and applies the answer, which alone decides. The only
 * consumer of app callbacks, webhooks and the ladder of a try.
 */
export async function followPos(request: FollowPos): Promise<void> {
  const command = {
    merchant_id: request.merchantId,
    session_id: request.sessionId,
    actor: actorRecord(ACTOR),
  };
  await runCommand("vezne_app", "take_over_pos", command);
  const work = await readPosWork(request.merchantId, request.sessionId);
  // A notification that comes when all is over is asked about once more: unanswered it would be asked about for ever.
  if (!work || (OVER.includes(work.session.status) && request.eventId === undefined)) return;
  const { session } = work;
  if (session.sentAt === null && session.paymentSessionId === null) return;
  const rows = await ask(work, request.clock);
  const settled = rows.kind === "rows" ? await book(request, work, rows) : 0;
  if (settled > 0) return;
  await runCommand("vezne_app", "record_pos_silence", {
    ...command,
    // Rows that are not ours prove nothing about this try.
    call_id: rows.kind === "silent" ? rows.callId : null,
  });
}

/** Asks about every try of a sale that is not over. */
export async function followPosOf(merchantId: string, paymentId: string, clock: Clock): Promise<void> {
  for (const sessionId of await posSessionsOf(merchantId, { paymentId })) {
    await followPos({ merchantId, sessionId, clock });
  }
}

/** What a replay may ask about a sale: by our reference, which needs no key of a till. Undefined when there is none. */
export async function questionOfSale(merchantId: string, sessionId: string): Promise<Question | undefined> {
  const work = await readPosWork(merchantId, sessionId);
  if (!work) return undefined;
  return {
    account: work.account,
    subjectKind: "pos_session",
    subjectId: sessionId,
    ask: { reference: work.session.providerReference },
    commandOf: async (told) => posCommand({ merchantId, sessionId, ...told }),
  };
}
