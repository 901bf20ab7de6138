import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { Agent, request } from "undici";
import { assertOutsideTransaction } from "@/db/tenancy";
import { monotonicMs } from "@/lib/kernel/clock";
import { processSingleton } from "@/lib/runtime/process-singleton";
import type { RetryClass } from "./port";

const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
/** Whichever of our three clocks rings first. */
const LATE = /^(Headers|Body)?TimeoutError$/;

export type ProviderCall = {
  operation: string;
  retryClass: RetryClass;
  /** POST unless said; a GET sends no body, its arguments are in the address or in headers. */
  method?: "GET" | "POST" | "DELETE";
  url: string;
  headers: Record<string, string>;
  body: Record<string, unknown>;
  timeoutMs: number;
};

/** `no_answer` says nothing about whether the provider acted. */
export type RawAnswer =
  | { kind: "answered"; status: number; text: string; durationMs: number }
  | { kind: "no_answer"; why: string; durationMs: number };

/**
 * Writes the intent before a call and the outcome after it; one implementation, over Postgres. A `repeatable` call is
 * a question and written once with its answer, unless it `hasEffect`: then its intent is written first as well.
 */
export type CallRecorder = {
  begin(call: Pick<ProviderCall, "operation" | "retryClass" | "body"> & { hasEffect?: boolean }): Promise<string>;
  end(callId: string, answer: RawAnswer, resultCode: number | undefined, parsed: unknown): Promise<void>;
};

function agent(): Agent {
  return processSingleton(
    "providerAgent",
    () => new Agent({ connect: { timeout: 3_000 }, keepAliveTimeout: 10_000, connections: 64, pipelining: 1 }),
  );
}

async function readBounded(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new Error("answer too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const recordedAnswers = new AsyncLocalStorage<(operation: string) => RawAnswer>();

/**
 * Reads what a provider answered before as an adapter reads it: inside `work` no call leaves this process, and what is
 * asked is answered by `answerOf`.
 */
export function withRecordedAnswers<T>(answerOf: (operation: string) => RawAnswer, work: () => Promise<T>): Promise<T> {
  return recordedAnswers.run(answerOf, work);
}

/**
 * One call to a provider: bounded in time and size, never follows a redirect (it would carry the key along),
 * refuses to run inside a transaction. Never throws for what the network does.
 */
export async function callProvider(call: ProviderCall): Promise<RawAnswer> {
  assertOutsideTransaction(call.operation);
  const answerOf = recordedAnswers.getStore();
  if (answerOf) return answerOf(call.operation);
  const startedMs = monotonicMs();
  const elapsed = () => Math.round(monotonicMs() - startedMs);
  try {
    const method = call.method ?? "POST";
    const content = { "content-type": "application/json; charset=UTF-8" };
    const answer = await request(call.url, {
      method,
      headers: { ...(method !== "GET" && content), accept: "application/json", ...call.headers },
      body: method === "GET" ? null : JSON.stringify(call.body),
      dispatcher: agent(),
      signal: AbortSignal.timeout(call.timeoutMs),
      headersTimeout: call.timeoutMs,
      bodyTimeout: call.timeoutMs,
    });
    const text = await readBounded(answer.body);
    return { kind: "answered", status: answer.statusCode, text, durationMs: elapsed() };
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : "Error";
    return { kind: "no_answer", why: LATE.test(name) ? "timeout" : "connection", durationMs: elapsed() };
  }
}
