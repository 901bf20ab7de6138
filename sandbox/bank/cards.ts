import type { RememberedCard } from "../state/records";

/** What a payer types. */
export interface CardEntry {
  number: string;
  holder: string;
  month: number;
  year: number;
  cvc: string;
}

interface Issuer {
  prefixes: readonly string[];
  bankId: string;
  bankName: string;
}

// docs/providers/paynet.md 1.7: bank ids are Paynet's; which bin belongs to which bank is invented.
const ISSUERS: readonly Issuer[] = [
  { prefixes: ["435508", "557113", "450803"], bankId: "AXSS", bankName: "Axess" },
  { prefixes: ["454671", "540134", "540667"], bankId: "BONS", bankName: "Bonus" },
  { prefixes: ["444676", "542374", "545616"], bankId: "WRLD", bankName: "World" },
  { prefixes: ["402277", "450634"], bankId: "FINS", bankName: "CardFinans" },
];
const OTHER_ISSUER = { bankId: "ZDGR", bankName: "Diğer" };

// docs/providers/paynet.md 1.9, the cards listed as "3D off".
const THREE_DS_OFF = ["4506347011448053", "5400637003737150", "4282209004348015", "375622005485014"];
// Two documented test cards do not pass the check digit rule and are taken all the same.
const TAKEN_WITHOUT_LUHN = ["4546711234567890", "5400637003737150"];
// ASSUMPTION PAYNET-B1: no documented test card is named as a debit card; one is taken as such.
const DEBIT_CARDS = ["4022774022774026"];

/** The card of every default payment, and the code that its bank's page accepts (docs/providers/paynet.md 1.9). */
export const DEFAULT_CARD = "4355084355084358";
export const RIGHT_PASSWORD = "a";
/** ASSUMPTION PAYNET-B2: no documented card triggers a decline; this card code makes any card do so. */
export const DECLINING_CVC = "051";

export const TEST_CARDS: readonly { number: string; note: string }[] = [
  { number: "4355084355084358", note: "Visa · Axess" },
  { number: "5571135571135575", note: "Mastercard · Axess" },
  { number: "4546711234567890", note: "Visa · Bonus" },
  { number: "4022774022774026", note: "Visa · banka kartı" },
  { number: "4506347011448053", note: "3D kapalı" },
];

/** Digits only, spaces and hyphens dropped. */
export function normaliseNumber(text: string): string {
  return text.replace(/[\s-]/g, "");
}

/** A number the provider takes: one that passes the check digit rule, or a documented test card. */
export function isCardNumber(number: string): boolean {
  return TAKEN_WITHOUT_LUHN.includes(number) || passesLuhn(number);
}

/** The check digit rule of card numbers. */
export function passesLuhn(number: string): boolean {
  if (!/^\d{13,19}$/.test(number)) return false;
  const sum = [...number].reverse().reduce((total, character, position) => {
    const digit = Number(character) * (position % 2 === 0 ? 1 : 2);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}

/** First six and last four digits, the rest as asterisks. */
export function maskNumber(number: string): string {
  return `${number.slice(0, 6)}${"*".repeat(number.length - 10)}${number.slice(-4)}`;
}

/** What the first six digits tell: the card's family and whether it is a credit (`cc`) or a debit card (`bc`). */
export function issuerOf(bin: string): { bankId: string; bankName: string; type: "cc" | "bc" } {
  const prefix = bin.slice(0, 6);
  const { bankId, bankName } = ISSUERS.find((candidate) => candidate.prefixes.includes(prefix)) ?? OTHER_ISSUER;
  return { bankId, bankName, type: DEBIT_CARDS.some((number) => number.startsWith(prefix)) ? "bc" : "cc" };
}

/** Every family that has a table of its own. */
export const FAMILIES: readonly { bankId: string; bankName: string }[] = [...ISSUERS, OTHER_ISSUER];

export function rememberCard(number: string, holder: string): RememberedCard {
  return {
    masked: maskNumber(number),
    holder: holder.toLocaleUpperCase("tr-TR"),
    brand: brandOf(number),
    ...issuerOf(number),
    threeDsOff: THREE_DS_OFF.includes(number),
  };
}

function brandOf(number: string): string {
  if (number.startsWith("4")) return "VISA";
  if (/^3[47]/.test(number)) return "AMEX";
  return number.startsWith("9792") ? "TROY" : "MASTERCARD";
}
