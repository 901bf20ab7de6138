import { hashOfCard } from "../paynet/three-d/session-ids";
import { codeOf } from "../paywall/cards/stored-cards";
import type { World } from "../world";

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

export function showPaywallCards(world: World): Record<string, unknown>[] {
  return world.truth.all("pwCard").map((kept) => ({
    account: kept.account,
    owner: kept.owner.first,
    card: kept.card.masked,
    unique_code: codeOf(world, kept),
    deleted: kept.deleted,
  }));
}
