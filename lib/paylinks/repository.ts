import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { payTokens } from "@/db/schema/directories";
import { paylinks } from "@/db/schema/paylinks";
import { payments } from "@/db/schema/payments";
import type { Tx } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import { type PaylinkStatus, paylinkMachine } from "./paylink";

export type PaylinkRecord = typeof paylinks.$inferSelect;

/** Undefined when a link of this id is there already: the command that made it ran before. */
export async function insertPaylink(tx: Tx, row: typeof paylinks.$inferInsert): Promise<PaylinkRecord | undefined> {
  const [record] = await tx.insert(paylinks).values(row).onConflictDoNothing().returning();
  return record;
}

/** The directory entry behind `/pay/{token}`. */
export async function insertShareToken(tx: Tx, row: typeof payTokens.$inferInsert): Promise<void> {
  await tx.insert(payTokens).values(row);
}

/** @throws AppError not_found, the same for a missing id and another merchant's */
export async function readPaylink(tx: Tx, merchantId: string, id: string): Promise<PaylinkRecord> {
  const [record] = await tx
    .select()
    .from(paylinks)
    .where(and(eq(paylinks.merchantId, merchantId), eq(paylinks.id, id)));
  if (!record) throw new AppError("not_found", "no such paylink");
  return record;
}

type Patch = Partial<typeof paylinks.$inferInsert>;

/** Compare-and-set of the status. Undefined when somebody else moved the link first. */
export async function movePaylink(
  tx: Tx,
  link: Pick<PaylinkRecord, "merchantId" | "id">,
  from: PaylinkStatus,
  to: PaylinkStatus,
  patch: Patch,
): Promise<PaylinkRecord | undefined> {
  paylinkMachine.assert(from, to);
  const [record] = await tx
    .update(paylinks)
    .set({ ...patch, status: to })
    .where(and(eq(paylinks.merchantId, link.merchantId), eq(paylinks.id, link.id), eq(paylinks.status, from)))
    .returning();
  return record;
}

/** Changes that are not a status: when to ask next, what was learnt about the link. */
export async function patchPaylink(
  tx: Tx,
  link: Pick<PaylinkRecord, "merchantId" | "id">,
  patch: Patch,
): Promise<void> {
  await tx
    .update(paylinks)
    .set(patch)
    .where(and(eq(paylinks.merchantId, link.merchantId), eq(paylinks.id, link.id)));
}

/** Whether somebody who went on to the provider from this link has neither paid nor provably left. */
export async function hasOpenPayment(tx: Tx, link: Pick<PaylinkRecord, "merchantId" | "id">): Promise<boolean> {
  const [open] = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.merchantId, link.merchantId),
        eq(payments.paylinkId, link.id),
        inArray(payments.status, ["created", "processing"]),
      ),
    )
    .limit(1);
  return open !== undefined;
}
