import { hashOfCard } from "../../paynet/three-d/session-ids";
import type { World } from "../../world";

/** The cards a provider keeps, with what may pay: the names a merchant must not be able to read again. */
export function showPaynetCards({ truth }: World): Record<string, unknown>[] {
  return truth.all("pnCard").map((kept) => ({
    account: kept.account,
    card_owner_id: kept.ownerId,
    user_unique_id: kept.userUniqueId,
    card: kept.card.masked,
    card_hash: hashOfCard(kept),
    deleted: kept.isDeleted,
  }));
}
