import { randomUUID } from "node:crypto";
import { type CardEntry, DECLINING_CVC, rememberCard } from "../../bank/cards";
import { type CardFault, checkCard } from "../../bank/check-card";
import type { Attempt, Paylink } from "../../state/records";
import type { World } from "../../world";
import { RESULT } from "../protocol/result-codes";
import { chargeFor } from "./commission";

export type Start =
  | { kind: "started"; attempt: Attempt }
  | { kind: "refused"; fault: CardFault | { field: "instalment"; code: number; message: string } };

/** The payer submitted the card form: the card is checked, the bank's 3-D page comes next. */
export function startAttempt(world: World, paylink: Paylink, entry: CardEntry, instalment: number): Start {
  const fault = checkCard(entry, world.clock.now());
  if (fault !== null) return { kind: "refused", fault };
  const card = rememberCard(entry.number, entry.holder);
  if (chargeFor(paylink.amount, card.type, instalment, paylink.addCommission) === null) {
    const message = "Bu kart ile seçilen taksit sayısı kullanılamaz.";
    return { kind: "refused", fault: { field: "instalment", code: RESULT.wrongCardData, message } };
  }
  const attempt: Attempt = {
    id: randomUUID(),
    account: paylink.account,
    paylinkId: paylink.id,
    card,
    instalment,
    status: "awaiting_3d",
    declineWith: entry.cvc === DECLINING_CVC ? "51" : null,
    startedAt: world.clock.now(),
    endedAt: null,
    xactId: null,
  };
  world.truth.put("attempt", attempt);
  return { kind: "started", attempt };
}
