import type { ThreeDRequest } from "../../three-d";

/** A sale takes the money at the charge, a pre-authorisation holds it (docs/providers/paynet.md 1.7). */
export const transactionType = (hold: boolean) => (hold ? 3 : 1);

/** What keeping a card needs to know of the payer (section 9). */
export function keepFields({ keepCard }: Pick<ThreeDRequest, "keepCard">): Record<string, unknown> {
  return keepCard ? { save_card: true, card_desc: keepCard.label, user_unique_id: keepCard.owner } : {};
}
