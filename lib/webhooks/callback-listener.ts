import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { clientAddress } from "@/lib/http/client-address";
import { env } from "@/lib/runtime/env";
import { ingest, MAX_BODY_BYTES } from "./ingest";

const PATH = /^\/api\/webhooks\/(paynet|paywall)-callback(?:\/([^/?]*))?\/?(?:\?.*)?$/;

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

/** The whole body, or undefined as soon as it passes the cap; memory never holds more than the cap. */
function readCapped(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) {
        request.removeAllListeners("data");
        request.resume();
        resolve(undefined);
        return;
      }
      chunks.push(chunk);
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
  });
}

async function take(
  request: IncomingMessage,
  response: ServerResponse,
  provider: "paynet" | "paywall",
  segment: string,
): Promise<void> {
  if (request.method !== "POST") {
    request.resume();
    send(response, 405, { error: "post_only" });
    return;
  }
  const body = await readCapped(request);
  if (body === undefined) {
    response.setHeader("connection", "close");
    send(response, 413, { error: "too_large" });
    return;
  }
  const header = (name: string) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value.join(",") : value;
  };
  const receipt = await ingest({
    provider,
    segment,
    body,
    signature: header("x-paynet-signature"),
    contentType: header("content-type"),
    address: clientAddress(header("x-forwarded-for"), request.socket.remoteAddress ?? "", env().TRUSTED_PROXIES),
  });
  send(response, receipt.status, receipt.body);
}

/** Takes provider notifications in front of Next, which costs six times the work (decision 19). False: not ours. */
export function listenForCallbacks(request: IncomingMessage, response: ServerResponse): boolean {
  const match = PATH.exec(request.url ?? "");
  const provider = match?.[1];
  if (provider !== "paynet" && provider !== "paywall") return false;
  take(request, response, provider, match?.[2] ?? "").catch(() => {
    if (!response.headersSent) send(response, 503, { error: "not_stored" });
  });
  return true;
}
