import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { providerMembers } from "@/db/schema/escrow/mirrors";
import { withMerchant } from "@/db/tenancy";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import { toMemberDto } from "./member-dto";
import type { MemberDto } from "./schemas";

/** Sellers known to the providers of this mode, by account and name. @throws AppError forbidden */
export async function listProviderMembers(ctx: Context): Promise<MemberDto[]> {
  if (!ctx.permissions.includes("payments:read-all")) throw new AppError("forbidden", "payments:read-all is needed");
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select()
      .from(providerMembers)
      .where(and(eq(providerMembers.merchantId, ctx.merchantId), eq(providerMembers.mode, ctx.mode)))
      .orderBy(asc(providerMembers.providerAccountId), asc(providerMembers.name), asc(providerMembers.id)),
  );
  return rows.map(toMemberDto);
}
