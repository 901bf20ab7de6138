import "server-only";
import { z } from "zod";
import { type CallRecorder, callProvider } from "../http-client";
import type { RetryClass } from "../port";
import { redact } from "./redact";
import { PaynetErrorEnvelope } from "./wire";

export type PaynetConnection = {
  baseUrl: string;
  secretKey: string;
  /** For the services a payer's browser may call too; without it a browser cannot give us a card. */
  publishableKey?: string;
  /** Of softPOS calls, which carry no other key. */
  sessionKey?: string;
  timeoutMs: number;
  recorder: CallRecorder;
};

export type PaynetOperation<A extends z.ZodType> = {
  /** Path below the base, with its version: `v1/mailorder/create`. */
  path: string;
  retryClass: RetryClass;
  answer: A;
  /** `paynetj/*` take the publishable key, softPOS a session key, everything else the secret one (section 1.2). */
  key?: "publishable" | "session";
  /** `PaynetMobile: 2` beside the secret key (2.1). */
  forPhone?: true;
  /** Moves money although it may be repeated: written down before it is sent, as every call with an effect. */
  hasEffect?: true;
};

/**
 * `absent` is Paynet's own word for "no such record"; `refused` is a definite no without effect. `unknown` keeps the
 * result code of a 200 that was no success.
 */
export type PaynetAnswer<T> =
  | { kind: "ok"; body: T; callId: string }
  | { kind: "absent"; callId: string }
  | { kind: "refused"; status: number; code: number; message: string; callId: string }
  | { kind: "unknown"; why: string; code?: number; callId: string };

const NO_DATA = 12;
const SUCCEEDED = [0, 100];

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

const toCode = (value: string | number | null | undefined) =>
  value === null || value === undefined ? undefined : Number(value);

function readError(status: number, json: unknown, callId: string): PaynetAnswer<never> {
  const envelope = PaynetErrorEnvelope.safeParse(json);
  // Softpos services put Paynet's code in `code`; the rest repeat the HTTP status there (section 1.4).
  const code = envelope.success ? (toCode(envelope.data.result_code) ?? toCode(envelope.data.code)) : undefined;
  if (code === NO_DATA) return { kind: "absent", callId };
  const definite = envelope.success && code !== undefined && status >= 400 && status < 500 && status !== 429;
  if (!definite) return { kind: "unknown", why: `http_${status}`, callId };
  return { kind: "refused", status, code, message: envelope.data.message ?? "", callId };
}

function readOk<A extends z.ZodType>(json: unknown, answer: A, callId: string): PaynetAnswer<z.output<A>> {
  const parsed = answer.safeParse(json);
  if (!parsed.success) return { kind: "unknown", why: "malformed", callId };
  const body = parsed.data;
  const code = toCode((body as { code?: string | number }).code);
  if (code === NO_DATA) return { kind: "absent", callId };
  if (code === undefined) return { kind: "unknown", why: "malformed", callId };
  if (!SUCCEEDED.includes(code)) return { kind: "unknown", why: `result_${code}`, code, callId };
  return { kind: "ok", body, callId };
}

/**
 * Sends one Paynet call and reads its answer. The key stands raw behind `Basic` (section 1.2, not RFC 7617).
 * A 200 that we cannot read is `unknown`, never failed: the provider may have acted.
 */
export async function callPaynet<A extends z.ZodType>(
  connection: PaynetConnection,
  operation: PaynetOperation<A>,
  body: Record<string, unknown>,
): Promise<PaynetAnswer<z.output<A>>> {
  const headers = headersOf(connection, operation);
  const name = operation.path.replace(/^v\d+\//, "").replace(/\?.*$/, "");
  const call = { operation: name, retryClass: operation.retryClass };
  const recorded = redact(body, body) as Record<string, unknown>;
  const callId = await connection.recorder.begin({ ...call, body: recorded, hasEffect: operation.hasEffect === true });
  const raw = await callProvider({
    ...call,
    body,
    url: `${connection.baseUrl}/${operation.path}`,
    headers,
    timeoutMs: connection.timeoutMs,
  });
  if (raw.kind === "no_answer") {
    await connection.recorder.end(callId, raw, undefined, undefined);
    return { kind: "unknown", why: raw.why, callId };
  }
  const json = parseJson(raw.text);
  const read = raw.status === 200 ? readOk(json, operation.answer, callId) : readError(raw.status, json, callId);
  await connection.recorder.end(
    callId,
    raw,
    resultCodeOf(json),
    redact(json, { session_key: connection.sessionKey, ...body }),
  );
  return read;
}

/** Never two keys in one call: a softPOS call names its session alone (section 2.2). */
function headersOf(connection: PaynetConnection, operation: PaynetOperation<z.ZodType>): Record<string, string> {
  const { secretKey, publishableKey, sessionKey } = connection;
  if (operation.key === "session") {
    if (!sessionKey) throw new Error("a softPOS call needs a session key");
    return { "Session-Key": sessionKey };
  }
  if (operation.key === "publishable" && !publishableKey) throw new Error("this account has no publishable key");
  const key = operation.key === "publishable" ? publishableKey : secretKey;
  return { authorization: `Basic ${key}`, ...(operation.forPhone && { PaynetMobile: "2" }) };
}

function resultCodeOf(json: unknown): number | undefined {
  const envelope = z.looseObject({ code: z.unknown(), result_code: z.unknown() }).partial().safeParse(json);
  const code = Number(envelope.data?.result_code ?? envelope.data?.code);
  return Number.isSafeInteger(code) ? code : undefined;
}
