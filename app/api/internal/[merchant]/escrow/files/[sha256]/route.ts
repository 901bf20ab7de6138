import { findMerchantContext } from "@/lib/auth/require-merchant";
import { getEvidenceFile } from "@/lib/escrow/evidence/repository";
import { problemResponse } from "@/lib/http/problem";
import { systemClock } from "@/lib/kernel/clock";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";

const EXTENSIONS: Record<string, string> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "application/pdf": "pdf",
};

/** A photo or paper as it was stored. Named by its hash, never by what somebody called it; papers only as a download. */
export async function GET(
  _request: Request,
  segment: { params: Promise<{ merchant: string; sha256: string }> },
): Promise<Response> {
  const requestId = newId("request", systemClock.now());
  try {
    const { merchant, sha256 } = await segment.params;
    const ctx = await findMerchantContext(merchant);
    if (!ctx) throw new AppError("unauthenticated", "sign in");
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new AppError("not_found", "no such file");
    const { mediaType, content } = await getEvidenceFile(ctx, sha256);
    const kind = mediaType.startsWith("image/") ? "inline" : "attachment";
    return new Response(new Uint8Array(content), {
      headers: {
        "content-type": mediaType,
        "content-disposition": `${kind}; filename="${sha256.slice(0, 12)}.${EXTENSIONS[mediaType] ?? "bin"}"`,
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "private, max-age=600",
        "x-request-id": requestId,
      },
    });
  } catch (cause) {
    return problemResponse(cause, requestId, "GET evidence file");
  }
}
