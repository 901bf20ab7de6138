import "server-only";
import { and, eq } from "drizzle-orm";
import { branches } from "@/db/schema/merchants";
import { posTerminals } from "@/db/schema/pos/sessions";
import { type Tx, withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Mode } from "@/lib/runtime/context";
import { readProviderAccount } from "@/lib/settings/provider-account-repository";

export type TerminalRecord = typeof posTerminals.$inferSelect;

/** `mode` where a caller names the till. @throws AppError not_found, alike for a missing id, another merchant's and the other mode's */
export async function readTerminal(tx: Tx, merchantId: string, id: string, mode?: Mode): Promise<TerminalRecord> {
  const [row] = await tx
    .select()
    .from(posTerminals)
    .where(
      and(
        eq(posTerminals.merchantId, merchantId),
        eq(posTerminals.id, id),
        mode === undefined ? undefined : eq(posTerminals.mode, mode),
      ),
    );
  if (!row) throw new AppError("not_found", "no such terminal");
  return row;
}

/** A till with the account its sales go through. @throws AppError not_found */
export async function readTerminalWork(merchantId: string, id: string, mode: Mode) {
  return withMerchant(merchantId, async (tx) => {
    const terminal = await readTerminal(tx, merchantId, id, mode);
    return { terminal, account: await readProviderAccount(tx, merchantId, terminal.providerAccountId) };
  });
}

/** False when a till of this agent and panel user is there already. */
export async function insertTerminal(tx: Tx, row: typeof posTerminals.$inferInsert): Promise<boolean> {
  const made = await tx.insert(posTerminals).values(row).onConflictDoNothing().returning({ id: posTerminals.id });
  return made.length > 0;
}

export async function hasBranch(tx: Tx, merchantId: string, branchId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: branches.id })
    .from(branches)
    .where(and(eq(branches.merchantId, merchantId), eq(branches.id, branchId)));
  return rows.length > 0;
}

/** What the merchant calls the till and where it stands. */
export async function writeTerminal(
  tx: Tx,
  terminal: TerminalRecord,
  change: { name: string; branchId: string | null },
): Promise<void> {
  await tx
    .update(posTerminals)
    .set(change)
    .where(and(eq(posTerminals.merchantId, terminal.merchantId), eq(posTerminals.id, terminal.id)));
}
