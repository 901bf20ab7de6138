import type { providerMembers } from "@/db/schema/escrow/mirrors";
import type { MemberDto } from "./schemas";

export const toMemberDto = (row: typeof providerMembers.$inferSelect): MemberDto => ({
  id: row.id,
  provider_account_id: row.providerAccountId,
  name: row.name,
  iban: row.iban,
  status: row.status,
  member_number: row.memberNumber,
  detail: row.detail,
  created_at: row.createdAt.toISOString(),
});
