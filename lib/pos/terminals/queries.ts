import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { branches } from "@/db/schema/merchants";
import { posTerminals } from "@/db/schema/pos/sessions";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";

/** A till as the board's head shows it: never its key. */
export type TerminalView = {
  id: string;
  name: string;
  agent_id: string;
  user_id: string;
  branch: { id: string; name: string } | null;
  /** Whether a key is open at the provider, and until when; null where the provider gave no readable time. */
  key: { opened_at: string; expires_at: string | null } | null;
  is_fiscal_inquiry: boolean | null;
  last_seen_at: string | null;
};

/** The tills of the mode by name. @throws AppError forbidden */
export async function listTerminals(ctx: Context): Promise<TerminalView[]> {
  if (!ctx.permissions.includes("pos:read")) throw new AppError("forbidden", "pos:read is needed");
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ terminal: posTerminals, branch: branches })
      .from(posTerminals)
      .leftJoin(branches, and(eq(branches.merchantId, posTerminals.merchantId), eq(branches.id, posTerminals.branchId)))
      .where(and(eq(posTerminals.merchantId, ctx.merchantId), eq(posTerminals.mode, ctx.mode)))
      .orderBy(asc(posTerminals.name), asc(posTerminals.id)),
  );
  return rows.map(({ terminal, branch }) => ({
    id: terminal.id,
    name: terminal.name,
    agent_id: terminal.agentId,
    user_id: terminal.panelUserId,
    branch: branch && { id: branch.id, name: branch.name },
    key:
      terminal.keyOpenedAt === null
        ? null
        : { opened_at: terminal.keyOpenedAt.toISOString(), expires_at: terminal.keyExpiresAt?.toISOString() ?? null },
    is_fiscal_inquiry: terminal.isFiscalInquiry,
    last_seen_at: terminal.lastSeenAt?.toISOString() ?? null,
  }));
}

/** The merchant's branches, for the choice of where a till stands. @throws AppError forbidden */
export async function listBranches(ctx: Context): Promise<{ id: string; name: string }[]> {
  if (!ctx.permissions.includes("pos:read")) throw new AppError("forbidden", "pos:read is needed");
  return withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ id: branches.id, name: branches.name })
      .from(branches)
      .where(eq(branches.merchantId, ctx.merchantId))
      .orderBy(asc(branches.name)),
  );
}
