import "server-only";
import type { z } from "zod";
import { type CallRecorder, callProvider } from "../http-client";
import type { RetryClass } from "../port";
import { readJson } from "./read-json";
import { redact } from "./redact";
import { PaywallEnvelope, PaywallPhysicalEnvelope } from "./wire";

/** Both pairs stay on the server, whatever "public" sounds like (docs/providers/paywall.md 1.2). */
export type PaywallKeys = { publicKey: string; publicClient: string; privateKey: string; privateClient: string };

export type PaywallService = "payment" | "private" | "card" | "member" | "physical";

export type PaywallConnection = {
  /** Base of each service, without a trailing slash (1.1); the physical service's is given on request only. */
  hosts: Record<Exclude<PaywallService, "physical" | "member">, string> & { physical?: string; member?: string };
  keys: PaywallKeys;
  /** Which service takes a held amount whole (3.4); `provision` unless said. */
  closeService?: "provision" | "end3d";
  /** The merchant's pay-out contract; absent where nothing is paid out. */
  payoutKey?: string;
  timeoutMs: number;
  recorder: CallRecorder;
};

export type PaywallOperation<A extends z.ZodType> = {
  service: PaywallService;
  /** Which pair proves us, where it is not the service's own. */
  keys?: "private";
  method: "GET" | "POST" | "DELETE";
  /** Below the host: `api/paywall/payment/start3d`. */
  path: string;
  retryClass: RetryClass;
  /** Shape of `Body`, or of `Result` at the physical service. */
  answer: A;
};

/** `refused` is a definite no without effect; `body` is what came with it. Everything unclear is `unknown`. */
export type PaywallAnswer<T> =
  | { kind: "ok"; body: T; callId: string }
  | { kind: "absent"; callId: string }
  | { kind: "refused"; code: number | string; message: string; body: unknown; callId: string }
  | { kind: "unknown"; why: string; callId: string };

/** General numbering: no such payment; only a query is ever answered so (PAYWALL-Q1). */
const NOT_FOUND = 56;
/** Codes that say "something went wrong", which is not "nothing happened" (1.4). */
const UNCLEAR = [-1, 5, 63, 78, 88, 500, 501, 502, 503, 504];
/** Already exists: a first start whose answer was lost looks just like this (1.4). */
const DUPLICATE = [4, 119, 148, 227, 303];
const LIMITED = 429;

type Read<T> = Omit<PaywallAnswer<T>, "callId"> & { kind: PaywallAnswer<T>["kind"] };
const unknown = (why: string) => ({ kind: "unknown" as const, why });

/** ASSUMPTION PAYWALL-G2: a code outside the unclear ones is a definite no. */
function readRefusal(code: number, message: string, body: unknown, retryClass: RetryClass) {
  if (retryClass === "repeatable" && code === NOT_FOUND) return { kind: "absent" as const };
  if (UNCLEAR.includes(code)) return unknown(`code_${code}`);
  if (retryClass !== "repeatable" && DUPLICATE.includes(code)) return unknown(`duplicate_${code}`);
  return { kind: "refused" as const, code, message, body };
}

/** The documentation's own samples decode `Body` a second time; a string that is JSON is read as such. */
function unwrapped(body: unknown): unknown {
  return typeof body === "string" && /^\s*[[{]/.test(body) ? (readJson(body)?.value ?? body) : body;
}

function readStandard<A extends z.ZodType>(json: unknown, operation: PaywallOperation<A>) {
  const envelope = PaywallEnvelope.safeParse(json);
  if (!envelope.success) return unknown("malformed");
  const { ErrorCode, Result, Message, ErrorMessage } = envelope.data;
  const code = Number(ErrorCode);
  const succeeded = Result === true || Result === "true";
  const body = unwrapped(envelope.data.Body);
  if (succeeded !== (code === 0)) return unknown("contradiction");
  if (!succeeded) return readRefusal(code, Message || ErrorMessage || "", body, operation.retryClass);
  const parsed = operation.answer.safeParse(body);
  return parsed.success ? { kind: "ok" as const, body: parsed.data } : unknown("malformed");
}

function readPhysical<A extends z.ZodType>(json: unknown, operation: PaywallOperation<A>) {
  const envelope = PaywallPhysicalEnvelope.safeParse(json);
  if (!envelope.success) return unknown("malformed");
  const { Succeeded, Failed, ClientMessage, Message, Result } = envelope.data;
  if (Succeeded === Failed) return unknown("contradiction");
  if (Failed && !ClientMessage) return unknown("unnamed_failure");
  if (Failed && ClientMessage === "System.ServerError") return unknown(ClientMessage);
  if (Failed) return { kind: "refused" as const, code: ClientMessage ?? "", message: Message ?? "", body: Result };
  const parsed = operation.answer.safeParse(Result);
  return parsed.success ? { kind: "ok" as const, body: parsed.data } : unknown("malformed");
}

/** Only a 2xx is read (1.3): what a gateway or a limiter answers says nothing about the payment. */
function readAnswer<A extends z.ZodType>(status: number, json: unknown, operation: PaywallOperation<A>) {
  if (status < 200 || status > 299) return unknown(status === LIMITED ? "rate_limited" : `http_${status}`);
  return operation.service === "physical" ? readPhysical(json, operation) : readStandard(json, operation);
}

function keyHeaders(
  { service, keys: pair }: Pick<PaywallOperation<z.ZodType>, "service" | "keys">,
  keys: PaywallKeys,
): Record<string, string> {
  return pair !== "private" && (service === "payment" || service === "member")
    ? { apikeypublic: keys.publicKey, apiclientpublic: keys.publicClient }
    : { apikeyprivate: keys.privateKey, apiclientprivate: keys.privateClient };
}

/**
 * Arguments of a GET travel as headers (1.5).
 * @throws RangeError for a value that a header cannot carry as it is
 */
function argumentHeaders(values: Record<string, unknown>): Record<string, string> {
  const named = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    named.map(([name, value]) => {
      const text = String(value);
      if (!/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text)) throw new RangeError(`${name} cannot be a header`);
      return [name.toLowerCase(), text];
    }),
  );
}

function resultCodeOf(json: unknown): number | undefined {
  const code = Number((json as { ErrorCode?: unknown } | undefined)?.ErrorCode ?? Number.NaN);
  return Number.isSafeInteger(code) ? code : undefined;
}

/**
 * Sends one Paywall call and reads its answer. What we cannot read is `unknown`, never failed: the provider may have
 * acted. The recorder gets a redacted copy; a card passes through memory only.
 * @throws RangeError before anything is sent, for a service without a host or a GET argument that is not printable ASCII
 */
export async function callPaywall<A extends z.ZodType>(
  connection: PaywallConnection,
  operation: PaywallOperation<A>,
  values: Record<string, unknown>,
): Promise<PaywallAnswer<z.output<A>>> {
  const asHeaders = operation.method === "GET" ? argumentHeaders(values) : {};
  const host = connection.hosts[operation.service];
  if (host === undefined) throw new RangeError(`${operation.service} has no host`);
  const name = operation.path.replace(/^(api\/)?(paywall\/)?/, "");
  const call = { operation: name, retryClass: operation.retryClass };
  const callId = await connection.recorder.begin({
    ...call,
    body: redact(values, operation.service) as Record<string, unknown>,
  });
  const raw = await callProvider({
    ...call,
    method: operation.method,
    body: values,
    url: `${host}/${operation.path}`,
    headers: { ...asHeaders, ...keyHeaders(operation, connection.keys) },
    timeoutMs: connection.timeoutMs,
  });
  if (raw.kind === "no_answer") {
    await connection.recorder.end(callId, raw, undefined, undefined);
    return { kind: "unknown", why: raw.why, callId };
  }
  const json = readJson(raw.text)?.value;
  const read = readAnswer(raw.status, json, operation) as Read<z.output<A>>;
  await connection.recorder.end(callId, raw, resultCodeOf(json), redact(json, operation.service));
  return { ...read, callId } as PaywallAnswer<z.output<A>>;
}
