import "server-only";
import type { Context } from "@/lib/runtime/context";
import { lastAnchorOf } from "./anchors";
import { auditCheckOf } from "./check-audit.system";
import { sealedPart } from "./queries";
import type { AuditChain } from "./schemas";

/** State of the caller's chain for the banner above the log. @throws AppError forbidden */
export async function readAuditChain(ctx: Context): Promise<AuditChain> {
  const part = await sealedPart(ctx);
  const anchor = lastAnchorOf(ctx.merchantId);
  const check = await auditCheckOf(ctx.merchantId);
  return {
    ...part,
    anchored_at: anchor?.at ?? null,
    anchor_position: anchor === undefined ? null : Number(anchor.position),
    verified_at: check?.at.toISOString() ?? null,
    findings: check?.findings ?? 0,
  };
}
