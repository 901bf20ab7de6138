import "server-only";
import { clientAddress } from "@/lib/http/client-address";
import { peerOf } from "@/lib/http/peer";
import { env } from "@/lib/runtime/env";
import { MAX_BODY_BYTES, receiptHeaders } from "./delivery";
import { ingest } from "./ingest";

type Segment = { params: Promise<{ capability?: string[] }> };

async function readCapped(request: Request): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The sink as a route handler: same `ingest()` and same answers as the fast path in front of Next
 * (lib/webhooks/callback-listener.ts), for hosts that start Next themselves.
 */
export function callbackRoute(provider: "paynet" | "paywall") {
  return async (request: Request, segment: Segment): Promise<Response> => {
    const body = await readCapped(request);
    if (body === undefined) return Response.json({ error: "too_large" }, { status: 413, headers: receiptHeaders({}) });
    const receipt = await ingest({
      provider,
      segment: ((await segment.params).capability ?? []).join("/"),
      body,
      signature: request.headers.get("x-paynet-signature") ?? undefined,
      contentType: request.headers.get("content-type") ?? undefined,
      address: clientAddress(request.headers.get("x-forwarded-for"), peerOf(request.headers), env().TRUSTED_PROXIES),
    });
    return Response.json(receipt.body, { status: receipt.status, headers: receiptHeaders(receipt) });
  };
}

export async function refuseOtherMethods(): Promise<Response> {
  return Response.json({ error: "post_only" }, { status: 405, headers: { ...receiptHeaders({}), allow: "POST" } });
}
