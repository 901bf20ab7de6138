import { codeOf } from "../../paywall/cards/stored-cards";
import type { World } from "../../world";

/** The cards a provider keeps, with what may pay: the names a merchant must not be able to read again. */
export function showPaywallCards(world: World): Record<string, unknown>[] {
  return world.truth.all("pwCard").map((kept) => ({
    account: kept.account,
    owner: kept.owner.first,
    card: kept.card.masked,
    unique_code: codeOf(world, kept),
    deleted: kept.deleted,
  }));
}
