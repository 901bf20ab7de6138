import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import path from "node:path";
import { env } from "@/lib/runtime/env";

/** The head of one merchant's chain as it stood at a moment, signed with a key the database does not hold. */
export type Anchor = { merchant_id: string; position: string; hash: string; at: string; mac: string };

/** Where anchors are kept: outside the database, so that who can rewrite a chain there is still found out. */
export function anchorFile(): string {
  return path.join(env().VEZNE_DATA_DIR, "audit-anchors.jsonl");
}

/** The newest anchors are enough for a screen; the verifier reads all of them. */
const TAIL_BYTES = 262_144;

function tailOf(file: string): string {
  const handle = openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    const length = Math.min(size, TAIL_BYTES);
    const buffer = Buffer.alloc(length);
    readSync(handle, buffer, 0, length, size - length);
    return buffer.toString("utf8");
  } finally {
    closeSync(handle);
  }
}

/** A merchant's last anchor on this machine, or undefined. */
export function lastAnchorOf(merchantId: string): Anchor | undefined {
  if (!existsSync(anchorFile())) return undefined;
  const line = tailOf(anchorFile())
    .split("\n")
    .findLast((text) => text.startsWith("{") && text.endsWith("}") && text.includes(`"${merchantId}"`));
  return line === undefined ? undefined : (JSON.parse(line) as Anchor);
}
