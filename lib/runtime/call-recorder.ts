import "server-only";
import type { JSONValue } from "postgres";
import { maskCardNumbers } from "@/lib/kernel/card-number";
import { systemClock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import type { CallRecorder, ProviderCall, RawAnswer } from "@/lib/providers/http-client";
import type { Mode } from "./context";
import { runCommand } from "./run-command";

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

type Row = Record<string, JSONValue>;

/** A row of provider_calls before it is answered. */
function intentRow(
  { merchantId, mode, provider, accountId, subjectKind, subjectId }: CallSubject,
  id: string,
  call: Pick<ProviderCall, "operation" | "retryClass" | "body">,
): Row {
  return {
    merchant_id: merchantId,
    id,
    mode,
    provider_account_id: accountId,
    provider,
    operation: call.operation,
    retry_class: call.retryClass,
    subject_kind: subjectKind,
    subject_id: subjectId,
    state: "sending",
    request: maskTraffic(call.body) as JSONValue,
    started_at: systemClock.now().toISOString(),
  };
}

function outcomeColumns(answer: RawAnswer, resultCode: number | undefined, parsed: unknown): Row {
  const response = answer.kind === "answered" ? maskTraffic(parsed ?? { unreadable: true }) : { no_answer: answer.why };
  return {
    state: answer.kind,
    http_status: answer.kind === "answered" ? answer.status : null,
    result_code: resultCode ?? null,
    response: response as JSONValue,
    duration_ms: answer.durationMs,
    ended_at: systemClock.now().toISOString(),
  };
}

/**
 * Records provider calls of one subject. A call that may have an effect is written before it is sent, so that nothing
 * exists at the provider without a row of ours (invariant I9); a question is written once, with its answer.
 */
export function callRecorder(subject: CallSubject): CallRecorder {
  const intents = new Map<string, Row>();
  const write = (row: Row) => runCommand("vezne_app", "record_call", row);
  return {
    async begin(call) {
      const id = newId("call", systemClock.now());
      const row = intentRow(subject, id, call);
      intents.set(id, row);
      if (call.retryClass !== "repeatable" || call.hasEffect) await write(row);
      return id;
    },
    async end(callId, answer, resultCode, parsed) {
      const intent = intents.get(callId);
      intents.delete(callId);
      if (intent === undefined) throw new Error(`${callId} was never begun here`);
      await write({ ...intent, ...outcomeColumns(answer, resultCode, parsed) });
    },
  };
}
