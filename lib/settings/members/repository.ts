import "server-only";
import { and, eq } from "drizzle-orm";
import { providerMembers } from "@/db/schema/escrow/mirrors";
import type { Tx } from "@/db/tenancy";
import type { ProviderAccount } from "../provider-account-repository";

export type Member = typeof providerMembers.$inferSelect;
type Account = Pick<ProviderAccount, "merchantId" | "id">;

const ofAccount = ({ merchantId, id }: Account) =>
  and(eq(providerMembers.merchantId, merchantId), eq(providerMembers.providerAccountId, id));

export async function readMember(tx: Tx, merchantId: string, id: string): Promise<Member | undefined> {
  const [row] = await tx
    .select()
    .from(providerMembers)
    .where(and(eq(providerMembers.merchantId, merchantId), eq(providerMembers.id, id)));
  return row;
}

/** Undefined when a member of this id or with this IBAN is there already. */
export async function insertMember(tx: Tx, row: typeof providerMembers.$inferInsert): Promise<Member | undefined> {
  const [made] = await tx.insert(providerMembers).values(row).onConflictDoNothing().returning();
  return made;
}

/** A refused wish of the same IBAN is wished again. */
export async function reopenMember(
  tx: Tx,
  member: Pick<Member, "merchantId" | "providerAccountId" | "iban">,
  now: Date,
) {
  const [row] = await tx
    .update(providerMembers)
    .set({ status: "making", detail: null, updatedAt: now })
    .where(
      and(
        ofAccount({ merchantId: member.merchantId, id: member.providerAccountId }),
        eq(providerMembers.iban, member.iban),
        eq(providerMembers.status, "refused"),
      ),
    )
    .returning();
  return row;
}

export async function settleMember(
  tx: Tx,
  { merchantId, id }: Member,
  outcome: Pick<Member, "status" | "memberNumber" | "detail" | "updatedAt">,
): Promise<void> {
  await tx
    .update(providerMembers)
    .set(outcome)
    .where(and(eq(providerMembers.merchantId, merchantId), eq(providerMembers.id, id)));
}
