import "server-only";
import { readTriesByReference } from "./repository";

/** For other slices: our tries behind the references of a provider's list (see `readTriesByReference`). */
export function triesByReference(
  merchantId: string,
  accountId: string,
  references: readonly string[],
): Promise<Map<string, string>> {
  return readTriesByReference(merchantId, accountId, references);
}
