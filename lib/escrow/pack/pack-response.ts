import "server-only";
import type { EvidencePack } from "./export-pack";

/** The pack as a file to keep; its manifest's hash beside it. */
export function packResponse({ name, bytes, manifestHash }: EvidencePack, requestId: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      "cache-control": "no-store",
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${name}"`,
      "x-manifest-sha256": manifestHash,
      "x-request-id": requestId,
    },
  });
}
