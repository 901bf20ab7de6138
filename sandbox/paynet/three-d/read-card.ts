import { DECLINING_CVC, isCardNumber, normaliseNumber, rememberCard } from "../../bank/cards";
import { checkCard } from "../../bank/check-card";
import type { RememberedCard } from "../../state/records";
import type { Fields } from "../protocol/fields";
import { refuse } from "../protocol/refusal";
import { RESULT } from "../protocol/result-codes";
import type { PaynetCard } from "../records";
import type { ServiceCall } from "../service";
import { hashOfCard } from "./session-ids";

export interface GivenCard {
  card: RememberedCard;
  month: number;
  year: number;
  /** Bank error to decline with although everything is right. */
  declineWith: string | null;
}

/** Both "28" and "2028" are seen on the wire. */
function fullYear(year: number): number {
  return year < 100 ? 2000 + year : year;
}

/** The names of a typed card; `card/save` has its own. */
export const TYPED_CARD = { number: "pan", month: "month", year: "year", code: "cvc" } as const;
export const SAVED_CARD = { number: "card_number", month: "expire_month", year: "expire_year", code: "cvv" } as const;

/** A typed card (docs/providers/paynet.md 3.1); the number and the code are checked and forgotten here. */
export function readTypedCard(
  { world, fields }: Pick<ServiceCall, "world" | "fields">,
  names: typeof TYPED_CARD | typeof SAVED_CARD = TYPED_CARD,
): GivenCard {
  const number = normaliseNumber(fields.requiredText(names.number));
  const holder = fields.requiredText("card_holder");
  fields.limitedText("card_holder", 50);
  const month = requiredInteger(fields, names.month);
  const year = fullYear(requiredInteger(fields, names.year));
  const cvc = names.code === "cvv" && !fields.has("cvv") ? usualCode(number) : fields.requiredText(names.code);
  const fault = checkCard({ number, holder, month, year, cvc }, world.clock.now());
  if (fault !== null) {
    throw refuse(fault.code === RESULT.expireDateError ? "wrong_expiry" : "wrong_card", fault.message);
  }
  return { card: rememberCard(number, holder), month, year, declineWith: cvc === DECLINING_CVC ? "51" : null };
}

/** A code that passes where none is asked for. */
function usualCode(number: string): string {
  return isCardNumber(number) && /^3[47]/.test(number) ? "0000" : "000";
}

function requiredInteger(fields: Fields, name: string): number {
  const value = fields.integer(name);
  if (value === null) throw refuse("bad_request", `${name} zorunludur`);
  return value;
}

/** The kept card that a hash names; another account's is as unknown as none (25). */
export function readKeptCard({ world, account, fields }: ServiceCall): PaynetCard {
  const hash = fields.requiredText("card_hash");
  const owner = fields.text("card_owner_id");
  const found = world.truth
    .all("pnCard")
    .find((card) => card.account === account.name && hashOfCard(card) === hash && !card.isDeleted);
  if (found === undefined || (owner !== "" && owner !== found.ownerId))
    throw refuse("card_not_found", "Kart bulunamadı");
  return found;
}
