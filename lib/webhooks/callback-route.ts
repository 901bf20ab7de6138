import "server-only";
import { clientAddress } from "@/lib/http/client-address";
import { peerOf } from "@/lib/http/peer";
import { env } from "@/lib/runtime/env";
import { ingest, MAX_BODY_BYTES } from "./ingest";

type Segment = { params: Promise<{ capability?: string[] }> };

const answer = (status: number, body: object) =>
  Response.json(body, { status, headers: { "cache-control": "no-store" } });

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
    if (body === undefined) return answer(413, { error: "too_large" });
    const receipt = await ingest({
      provider,
      segment: ((await segment.params).capability ?? []).join("/"),
      body,
      signature: request.headers.get("x-paynet-signature") ?? undefined,
      contentType: request.headers.get("content-type") ?? undefined,
      address: clientAddress(request.headers.get("x-forwarded-for"), peerOf(request.headers), env().TRUSTED_PROXIES),
    });
    return answer(receipt.status, receipt.body);
  };
}

export async function refuseOtherMethods(): Promise<Response> {
  return answer(405, { error: "post_only" });
}
