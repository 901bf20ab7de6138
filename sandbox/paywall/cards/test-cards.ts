import { isCardNumber, maskNumber, normaliseNumber } from "../../bank/cards";
import { refuse } from "../protocol/refusal";
import type { PaywallCardMemory } from "../records";

/** The code every test card's bank page accepts, and a card that pays (docs/providers/paywall.md 11). */
export const PAYWALL_PASSWORD = "123456";
export const PAYWALL_CARD = "5293601234567896";

/** Documented cards; several have passed their printed date, so date and code of these are not looked at. */
const PAYING: Readonly<Record<string, "Credit" | "Debit">> = {
  "5141181677407907": "Debit",
  "5241185032382969": "Debit",
  "5579200931751297": "Credit",
  "5293601234567896": "Credit",
  "4452530415730705": "Debit",
  "4127483982956524": "Debit",
  "4061297182997700": "Credit",
  "375607798279765": "Debit",
  "376464965990587": "Debit",
  "341700202287408": "Credit",
};
const FAILING = ["9792088780144513", "9792081516769919", "9792083114548091", "5293602398764311"];

const BRANDS: readonly [RegExp, string][] = [
  [/^5/, "Master Card"],
  [/^4/, "Visa"],
  [/^3/, "Amex"],
  [/^9/, "Troy"],
];

const brandOf = (number: string) => BRANDS.find(([prefix]) => prefix.test(number))?.[1] ?? "Unknown";

export interface TypedCard {
  owner: string;
  number: string;
  month: string;
  year: string;
  cvv: string;
}

/** Checks a typed card and forgets its number. Two-digit years are taken. */
export function rememberPaywallCard(typed: TypedCard, now: number): PaywallCardMemory {
  const number = normaliseNumber(typed.number);
  if (typed.owner === "") throw refuse("card_owner", "Kart sahibi geçersiz");
  const listed = number in PAYING || FAILING.includes(number);
  if (!listed && !isCardNumber(number)) throw refuse("card_number", "Kart numarası geçersiz");
  const month = Number(typed.month);
  if (!/^\d{1,2}$/.test(typed.month) || month < 1 || month > 12) throw refuse("card_month", "Ay geçersiz");
  if (!/^\d{2}(\d{2})?$/.test(typed.year)) throw refuse("card_year", "Yıl geçersiz");
  const year = Number(typed.year.length === 2 ? `20${typed.year}` : typed.year);
  if (!listed && Date.UTC(year, month) <= now) throw refuse("card_expired", "Kartın süresi dolmuş");
  return {
    masked: maskNumber(number),
    owner: typed.owner,
    type: PAYING[number] ?? "Credit",
    brand: brandOf(number),
    fails: FAILING.includes(number),
    month,
    year,
  };
}

/** What a BIN is known as: the first digits of a documented card, else a credit card of its brand. */
export function describeBin(bin: string): { brand: string; type: "Credit" | "Debit" } {
  const listed = Object.entries(PAYING).find(([number]) => number.startsWith(bin));
  return { brand: brandOf(bin), type: listed?.[1] ?? "Credit" };
}
