import "server-only";
import { posByReference as read } from "./repository";

/** For other slices: our tries on phones behind the references of a provider's list. */
export function posByReference(
  merchantId: string,
  accountId: string,
  references: readonly string[],
): Promise<Map<string, string>> {
  return read(merchantId, accountId, references);
}
