import "server-only";
import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import { AppError } from "@/lib/kernel/errors";

const ACCEPTED = ["image/jpeg", "image/png", "image/webp", "application/pdf"] as const;
export type MediaType = (typeof ACCEPTED)[number];
export const MAX_FILE_BYTES = 5 * 1_024 * 1_024;

export type EvidenceFile = { sha256: string; mediaType: MediaType; content: Buffer; name: string };

const refuse = (message: string, path: string) =>
  new AppError("invalid_input", "a file cannot be accepted", { errors: [{ path, message }] });

/**
 * The bytes of a photo or paper, named by their SHA-256; what they are is read from themselves, never from the name.
 * @throws AppError invalid_input: file_too_large, file_empty, file_type_not_accepted
 */
export async function readEvidenceFile(name: string, content: Buffer, path: string): Promise<EvidenceFile> {
  if (content.length === 0) throw refuse("file_empty", path);
  if (content.length > MAX_FILE_BYTES) throw refuse("file_too_large", path);
  const kind = await fileTypeFromBuffer(content);
  const mediaType = ACCEPTED.find((accepted) => accepted === kind?.mime);
  if (mediaType === undefined) throw refuse("file_type_not_accepted", path);
  return { sha256: createHash("sha256").update(content).digest("hex"), mediaType, content, name };
}
