import "server-only";
import { createHmac } from "node:crypto";
import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { statements } from "@/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { env } from "@/lib/runtime/env";
import { processSingleton } from "@/lib/runtime/process-singleton";
import { type Anchor, anchorFile } from "./anchors";

const BATCH = 1_000;
const ANCHOR_EVERY_MS = 3_600_000;

export function anchorMac(key: string, anchor: Omit<Anchor, "mac">): string {
  return createHmac("sha256", key)
    .update(`${anchor.merchant_id}|${anchor.position}|${anchor.hash}|${anchor.at}`)
    .digest("hex");
}

async function writeAnchors(now: Date): Promise<void> {
  const heads = await statements("vezne_system")<{ merchant_id: string; position: bigint; hash: string }[]>`
    select distinct on (merchant_id) merchant_id, position, hash from audit_seals order by merchant_id, position desc`;
  const at = now.toISOString();
  const lines = heads.map(({ merchant_id, position, hash }) => {
    const anchor = { merchant_id, position: position.toString(), hash, at };
    return `${JSON.stringify({ ...anchor, mac: anchorMac(env().AUTH_SECRET, anchor) })}\n`;
  });
  mkdirSync(path.dirname(anchorFile()), { recursive: true });
  appendFileSync(anchorFile(), lines.join(""), { mode: 0o600 });
}

/** Chains new audit rows and, once an hour, signs the heads into a file. Safe on any number of workers. */
export async function sealAudit(clock: Clock): Promise<void> {
  const sql = statements("vezne_system");
  for (;;) {
    const [row] = await sql<{ taken: number }[]>`select seal_audit(${BATCH}) as taken`;
    if ((row?.taken ?? 0) < BATCH) break;
  }
  const state = processSingleton("auditAnchors", () => ({ nextMs: 0 }));
  const now = clock.now();
  if (now.getTime() < state.nextMs) return;
  state.nextMs = now.getTime() + ANCHOR_EVERY_MS;
  await writeAnchors(now);
}
