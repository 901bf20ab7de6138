import "server-only";
import { and, eq } from "drizzle-orm";
import { escrowAccounts } from "@/db/schema/escrow/accounts";
import { escrowMirrors } from "@/db/schema/escrow/mirrors";
import { withMerchant } from "@/db/tenancy";
import { readProviderAccount } from "@/lib/settings/provider-account-repository";

/** A case's mirror with its account and what the case agreed on; undefined where there is none. */
export async function readMirror(merchantId: string, id: string) {
  return withMerchant(merchantId, async (tx) => {
    const [found] = await tx
      .select({ mirror: escrowMirrors, terms: escrowAccounts.terms, total: escrowAccounts.amountTotal })
      .from(escrowMirrors)
      .innerJoin(
        escrowAccounts,
        and(eq(escrowAccounts.merchantId, escrowMirrors.merchantId), eq(escrowAccounts.id, escrowMirrors.escrowId)),
      )
      .where(and(eq(escrowMirrors.merchantId, merchantId), eq(escrowMirrors.id, id)));
    if (found === undefined) return undefined;
    return { ...found, account: await readProviderAccount(tx, merchantId, found.mirror.providerAccountId) };
  });
}
