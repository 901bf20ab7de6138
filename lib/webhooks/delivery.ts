/** One delivery as it arrived, before anything about it is believed. */
export type Delivery = {
  provider: "paynet" | "paywall";
  /** The path segment behind the callback path; empty for the bare path. */
  segment: string;
  body: Buffer;
  signature: string | undefined;
  contentType: string | undefined;
  address: string;
};

export const MAX_BODY_BYTES = 64 * 1024;

type Refusal = 401 | 403 | 429 | 503;

export type Receipt = {
  status: 200 | Refusal;
  body: { received?: boolean; error?: string };
  retryAfterSeconds?: number;
};

/** What a provider is told to wait after a 503; the database is usually back by then. */
const RETRY_SECONDS = 5;

export const RECEIVED: Receipt = { status: 200, body: { received: true } };

export const refuse = (status: 401 | 403, error: string): Receipt => ({ status, body: { error } });

export const tooMany = (error: string, retryAfterSeconds: number): Receipt => ({
  status: 429,
  body: { error },
  retryAfterSeconds,
});

export const NOT_STORED: Receipt = { status: 503, body: { error: "not_stored" }, retryAfterSeconds: RETRY_SECONDS };

/** Headers of an answer of the sink; the same for the listener and for the route handler. */
export function receiptHeaders({ retryAfterSeconds }: Pick<Receipt, "retryAfterSeconds">): Record<string, string> {
  return {
    "content-type": "application/json",
    "cache-control": "no-store",
    ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
  };
}
