import "server-only";
import { AppError } from "@/lib/kernel/errors";

const MAX_JSON_BYTES = 256 * 1024;

const tooLarge = (maxBytes: number) =>
  new AppError("payload_too_large", `the body is above ${Math.floor(maxBytes / 1024)} KiB`);

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const declared = Number(request.headers.get("content-length") ?? "0");
  if (declared > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The JSON object of a request, bounded, strictly UTF-8. An empty body is an empty object.
 * @throws AppError unsupported_media_type, payload_too_large, malformed
 */
export async function readJson(request: Request, maxBytes = MAX_JSON_BYTES): Promise<{ text: string; value: unknown }> {
  const bytes = await readBytes(request, maxBytes);
  if (bytes.byteLength === 0) return { text: "", value: {} };
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new AppError("unsupported_media_type", "send application/json");
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { text, value: JSON.parse(text) };
  } catch (cause) {
    throw new AppError("malformed", "the body is not JSON", {}, { cause });
  }
}
