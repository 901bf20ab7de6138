import { RESULT } from "../paynet/protocol/result-codes";
import { type CardEntry, isCardNumber } from "./cards";

/** What is wrong with a typed card: the field to mark, Paynet's result code and the payer's sentence. */
export interface CardFault {
  field: "number" | "holder" | "month" | "cvc";
  code: number;
  message: string;
}

/** Checks a card before any bank is asked; the card is good to the last moment of its month. */
export function checkCard(card: CardEntry, now: number): CardFault | null {
  if (!isCardNumber(card.number)) return fault("number", "Kart numarası geçersiz.");
  if (card.holder.trim().length < 2) return fault("holder", "Kart sahibinin adını yazın.");
  if (!(card.month >= 1 && card.month <= 12))
    return fault("month", "Son kullanma ayı geçersiz.", RESULT.expireDateError);
  // Date.UTC counts months from 0, so the card's own month names the first moment after it.
  if (Date.UTC(card.year, card.month) <= now) return fault("month", "Kartın süresi dolmuş.", RESULT.expireDateError);
  if (!new RegExp(`^\\d{${/^3[47]/.test(card.number) ? "3,4" : "3"}}$`).test(card.cvc)) {
    return fault("cvc", "Güvenlik kodu geçersiz.");
  }
  return null;
}

function fault(field: CardFault["field"], message: string, code: number = RESULT.wrongCardData): CardFault {
  return { field, code, message };
}
