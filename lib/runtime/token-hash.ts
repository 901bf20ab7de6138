import { createHash } from "node:crypto";

/** SHA-256 in hex: what is stored of a token, so that a copy of the database opens no page and no session. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
