import "server-only";
import { withMerchant } from "@/db/tenancy";
import { openProvider, readProviderAccount } from "@/lib/settings/provider-account-repository";
import { openCard } from "./card-seal";
import { type CardRequest, ownCard } from "./own-card";
import { writeDeleted } from "./repository";

const PATIENCE_MS = 8_000;

/** `kept`: the provider did not say that it is gone, so it is still offered. */
export type Forgotten = "deleted" | "kept" | "not_found";

/** The payer deletes a card that is kept for them: at the provider first, then here. Only with this browser's cookie. */
export async function forgetCard(request: CardRequest): Promise<Forgotten> {
  const record = await ownCard(request);
  if (record === undefined) return "not_found";
  const { merchantId } = record;
  const account = await withMerchant(merchantId, (tx) => readProviderAccount(tx, merchantId, record.providerAccountId));
  const provider = openProvider(account, { subjectKind: "provider_account", subjectId: account.id }, PATIENCE_MS);
  const outcome = await provider.deleteStoredCard(openCard(record));
  if (outcome.kind !== "deleted") return "kept";
  await writeDeleted(record);
  return "deleted";
}
