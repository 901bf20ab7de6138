import type { IncomingHttpHeaders } from "node:http";

/** A received request, body already read. */
export interface Exchange {
  method: string;
  /** Host header without the port, lower case. */
  hostname: string;
  /** Host header as received. */
  host: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
  remoteAddress: string;
  /** Aborted when the client goes away before the answer. */
  clientGone: AbortSignal;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Runs once the answer has left. */
  after?: () => void;
}

/** `hang_up` closes the socket without an answer. */
export type Outcome = Reply | "hang_up";

export type Handler = (exchange: Exchange) => Promise<Outcome> | Outcome;

export function jsonReply(status: number, body: unknown): Reply {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: JSON.stringify(body) };
}

/** 303: the browser goes on with GET, whatever it came with. */
export function seeOther(location: string): Reply {
  return { status: 303, headers: { location, "cache-control": "no-store" }, body: "" };
}
