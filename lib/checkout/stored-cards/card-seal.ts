import "server-only";
import type { StoredCard } from "@/lib/providers/three-d";
import { env } from "@/lib/runtime/env";
import { seal, unseal } from "@/lib/runtime/seal";
import type { StoredCardRecord } from "./repository";

type Owner = Pick<StoredCardRecord, "merchantId" | "id">;

/** What a sealed card is bound to; another row cannot open it. */
const context = ({ merchantId, id }: Owner) => `${merchantId}|stored_card|${id}`;

export const sealCard = (of: Owner, card: string): string => seal(env().KEK, context(of), card);

/** The card as the provider takes it. @throws Error for one that is deleted */
export function openCard(record: StoredCardRecord): StoredCard {
  if (record.sealedCard === null) throw new Error("this card is not kept any more");
  return { kind: "stored", owner: record.ownerId, card: unseal(env().KEK, context(record), record.sealedCard) };
}
