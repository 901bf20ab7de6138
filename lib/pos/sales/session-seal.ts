import "server-only";
import { env } from "@/lib/runtime/env";
import { seal, unseal } from "@/lib/runtime/seal";

type Owner = { merchantId: string; id: string };

/** What a sealed encryption key is bound to; another try's row cannot open it. */
const context = ({ merchantId, id }: Owner) => `${merchantId}|pos_session|${id}`;

export function sealEncryptionKey(owner: Owner, key: string): string {
  return seal(env().KEK, context(owner), key);
}

/** The key of what the provider's app hands back; null where the start gave none. */
export function openEncryptionKey(session: Owner & { sealedEncryptionKey: string | null }): string | null {
  if (session.sealedEncryptionKey === null) return null;
  return unseal(env().KEK, context(session), session.sealedEncryptionKey);
}
