import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { clientAddress } from "@/lib/http/client-address";
import { env } from "@/lib/runtime/env";
import { MAX_BODY_BYTES, NOT_STORED, type Receipt, receiptHeaders } from "./delivery";
import { ingest, ingestTooLarge } from "./ingest";

type Target = { provider: "paynet" | "paywall"; segment: string };

/** How much and how long we still read from somebody who was already answered, so that the answer arrives. */
const LINGER_BYTES = 1024 * 1024;
const LINGER_MS = 1_000;

const PATH = /^\/api\/webhooks\/(paynet|paywall)-callback(?:\/(.*))?$/s;

function decoded(path: string): string {
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * Which sink a request target means, if any: origin form or absolute form, any encoding of its bytes, with and without
 * the last slash. Whatever stands behind the callback path is the capability.
 */
export function readCallbackTarget(target: string): Target | undefined {
  const [path = ""] = target.replace(/^https?:\/\/[^/?#]*/i, "").split(/[?#]/, 1);
  const [, provider, segment = ""] = PATH.exec(decoded(path).replace(/\/{2,}/g, "/")) ?? [];
  if (provider !== "paynet" && provider !== "paywall") return undefined;
  return { provider, segment: segment.replace(/\/$/, "") };
}

/** True when the request already says that its body is above the cap. */
export function declaresTooMuch(request: IncomingMessage): boolean {
  return Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES;
}

function send(response: ServerResponse, status: number, receipt: Pick<Receipt, "retryAfterSeconds">, body: object) {
  response.writeHead(status, receiptHeaders(receipt));
  response.end(JSON.stringify(body));
}

/**
 * Answers before the body was read, then reads on for a moment and cuts the connection: a reset would otherwise take
 * the answer with it. Nothing of what is read is kept.
 */
function sendAndCut(request: IncomingMessage, response: ServerResponse, status: number, error: string): void {
  const text = JSON.stringify({ error });
  response.writeHead(status, {
    ...receiptHeaders({}),
    ...(status === 405 ? { allow: "POST" } : {}),
    "content-length": Buffer.byteLength(text),
    connection: "close",
  });
  if (request.method === "HEAD") response.flushHeaders();
  else response.write(text);
  let left = LINGER_BYTES;
  const cut = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(cut, LINGER_MS);
  request.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) cut();
  });
  request.once("end", cut);
  request.once("error", cut);
}

/** The whole body, or undefined as soon as it passes the cap; memory never holds more than the cap. */
function readCapped(request: IncomingMessage): Promise<Buffer | undefined> {
  if (declaresTooMuch(request)) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      request.off("data", take);
      resolve(undefined);
    };
    request.on("data", take);
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", reject);
  });
}

async function take(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
  if (request.method !== "POST") {
    sendAndCut(request, response, 405, "post_only");
    return;
  }
  const header = (name: string) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value.join(",") : value;
  };
  const sent = {
    ...target,
    contentType: header("content-type"),
    address: clientAddress(header("x-forwarded-for"), request.socket.remoteAddress ?? "", env().TRUSTED_PROXIES),
  };
  const body = await readCapped(request);
  if (body === undefined) {
    sendAndCut(request, response, 413, "too_large");
    await ingestTooLarge(sent);
    return;
  }
  const receipt = await ingest({ ...sent, body, signature: header("x-paynet-signature") });
  send(response, receipt.status, receipt, receipt.body);
}

/** Takes provider notifications in front of Next, which costs six times the work (decision 19). False: not ours. */
export function listenForCallbacks(request: IncomingMessage, response: ServerResponse): boolean {
  const target = readCallbackTarget(request.url ?? "");
  if (target === undefined) return false;
  take(request, response, target).catch(() => {
    if (!response.headersSent) send(response, 503, NOT_STORED, NOT_STORED.body);
  });
  return true;
}
