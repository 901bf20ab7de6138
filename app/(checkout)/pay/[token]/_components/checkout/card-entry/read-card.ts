import { isCardNumber } from "@/lib/kernel/card-number";
import type { BrowserCard } from "./give-card";

export type CardTexts = { holder: string; number: string; expiry: string; code: string };
export type ReadCard =
  | { kind: "read"; card: BrowserCard }
  | { kind: "invalid"; errors: Partial<Record<keyof CardTexts, string>> };

const CENTURY = 2000;

/** `12 / 30`, `12/2030` or `1230`; undefined when no month and year stand there. */
function readExpiry(text: string): { month: number; year: number } | undefined {
  const match = /^(0?[1-9]|1[0-2])\s*[/.-]?\s*(?:20)?(\d{2})$/.exec(text.trim());
  return match ? { month: Number(match[1]), year: CENTURY + Number(match[2]) } : undefined;
}

function expiryError(expiry: string, now: { month: number; year: number }): string | undefined {
  if (expiry.trim() === "") return "missing";
  const read = readExpiry(expiry);
  if (read === undefined) return "expiry";
  return read.year * 12 + read.month < now.year * 12 + now.month ? "expiry_past" : undefined;
}

function numberError(number: string, mode: CardRules["mode"]): string | undefined {
  if (number.trim() === "") return "missing";
  const digits = number.replace(/\D/g, "");
  const isRight = mode === "live" ? isCardNumber(digits) : /^\d{13,19}$/.test(digits);
  return isRight ? undefined : "card_number";
}

export type CardRules = {
  /** The month and year on the payer's calendar; a card is good to the end of its month. */
  now: { month: number; year: number };
  /** Documented test cards need not pass the check digit rule. */
  mode: "test" | "live";
};

/** Reads the four fields before they leave the browser, by the same rules and with the same error codes as our server. */
export function readCard(texts: CardTexts, { now, mode }: CardRules): ReadCard {
  const code = texts.code.trim();
  const found = {
    number: numberError(texts.number, mode),
    holder: texts.holder.trim() === "" ? "missing" : undefined,
    expiry: expiryError(texts.expiry, now),
    code: code === "" ? "missing" : /^\d{3,4}$/.test(code) ? undefined : "code",
  };
  const errors = Object.fromEntries(Object.entries(found).filter(([, error]) => error !== undefined));
  const expiry = readExpiry(texts.expiry);
  if (Object.keys(errors).length > 0 || expiry === undefined) return { kind: "invalid", errors };
  const number = texts.number.replace(/\D/g, "");
  return { kind: "read", card: { holder: texts.holder.trim(), number, ...expiry, code } };
}
