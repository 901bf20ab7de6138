import "server-only";
import { and, eq } from "drizzle-orm";
import { providerMembers } from "@/db/schema/escrow/mirrors";
import { withMerchant } from "@/db/tenancy";
import type { ProviderAccount } from "../provider-account-repository";

/** The provider's number of the member whose account this is; undefined while nobody was made with it. */
export async function memberOf(
  { merchantId, id }: Pick<ProviderAccount, "merchantId" | "id">,
  iban: string,
): Promise<number | undefined> {
  const [row] = await withMerchant(merchantId, (tx) =>
    tx
      .select({ number: providerMembers.memberNumber })
      .from(providerMembers)
      .where(
        and(
          eq(providerMembers.merchantId, merchantId),
          eq(providerMembers.providerAccountId, id),
          eq(providerMembers.iban, iban),
          eq(providerMembers.status, "made"),
        ),
      ),
  );
  return row?.number ?? undefined;
}
