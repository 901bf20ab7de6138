import "server-only";
import { and, eq } from "drizzle-orm";
import { providerCalls } from "@/db/schema/provider-traffic";
import { transact } from "@/db/tenancy";
import { maskCardNumbers } from "@/lib/kernel/card-number";
import { systemClock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import type { CallRecorder, ProviderCall, RawAnswer } from "@/lib/providers/http-client";
import type { Mode } from "./context";

export type CallSubject = {
  merchantId: string;
  mode: Mode;
  provider: string;
  accountId: string;
  subjectKind:
    | "paylink"
    | "attempt"
    | "payment"
    | "refund"
    | "capture"
    | "provider_account"
    | "pos_session"
    | "pos_terminal"
    | "payout"
    | "escrow"
    | "member";
  subjectId: string;
};

// Personal data and capabilities leave the copy; what they were is known from our own rows.
const HIDDEN = /^(name_surname|card_holder|e?mail|phone|succeed_url|error_url|confirmation_url|url|email|ipaddress)$/;

/** A copy of provider traffic that may be stored and shown: no names, contacts, capabilities or card numbers. */
export function maskTraffic(value: unknown): unknown {
  if (typeof value === "string") return maskCardNumbers(value.slice(0, 2_000));
  if (Array.isArray(value)) return value.slice(0, 20).map(maskTraffic);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, HIDDEN.test(key) && inner ? "•••" : maskTraffic(inner)]),
  );
}

type Row = typeof providerCalls.$inferInsert;

function intentRow(
  subject: CallSubject,
  id: string,
  call: Pick<ProviderCall, "operation" | "retryClass" | "body">,
): Row {
  return {
    ...subject,
    providerAccountId: subject.accountId,
    id,
    operation: call.operation,
    retryClass: call.retryClass,
    state: "sending",
    request: maskTraffic(call.body),
    startedAt: systemClock.now(),
  };
}

function outcomeColumns(answer: RawAnswer, resultCode: number | undefined, parsed: unknown) {
  return {
    state: answer.kind,
    httpStatus: answer.kind === "answered" ? answer.status : null,
    resultCode: resultCode ?? null,
    response: answer.kind === "answered" ? maskTraffic(parsed ?? { unreadable: true }) : { no_answer: answer.why },
    durationMs: answer.durationMs,
    endedAt: systemClock.now(),
  } as const;
}

/**
 * Records provider calls of one subject. A call that may have an effect is written before it is sent, so that nothing
 * exists at the provider without a row of ours (invariant I9); a question is written once, with its answer.
 */
export function callRecorder(subject: CallSubject): CallRecorder {
  const questions = new Map<string, Row>();
  return {
    async begin(call) {
      const row = intentRow(subject, newId("call", systemClock.now()), call);
      if (call.retryClass === "repeatable" && !call.hasEffect) questions.set(row.id, row);
      else await transact(subject.merchantId, (tx) => tx.insert(providerCalls).values(row));
      return row.id;
    },
    async end(callId, answer, resultCode, parsed) {
      const outcome = outcomeColumns(answer, resultCode, parsed);
      const question = questions.get(callId);
      questions.delete(callId);
      await transact(subject.merchantId, async (tx) => {
        if (question) await tx.insert(providerCalls).values({ ...question, ...outcome });
        else
          await tx
            .update(providerCalls)
            .set(outcome)
            .where(and(eq(providerCalls.merchantId, subject.merchantId), eq(providerCalls.id, callId)));
      });
    },
  };
}
