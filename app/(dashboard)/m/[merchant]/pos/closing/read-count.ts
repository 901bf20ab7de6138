import { type MoneyLocale, parseMoney } from "@/lib/kernel/parse-money";
import { CLOSING_CHANNELS, type ClosingChannel } from "@/lib/pos/closing/closing";

/** The count as it was typed. */
export type CountDraft = Record<ClosingChannel, string> & { reason: string };
export type CountErrors = Record<string, string[]>;
type CountReading = { kind: "ok"; counted: Record<ClosingChannel, number> } | { kind: "invalid"; errors: CountErrors };

const NOTHING = /^(0+([.,]0{1,2})?)?$/;

/** More can go back in a day than came in, so a sum may carry a minus. A figure with two readings is asked about. */
function sumOf(text: string, locale: MoneyLocale): number | "amount" | "amount_ambiguous" {
  const trimmed = text.trim();
  if (NOTHING.test(trimmed)) return 0;
  const isBelow = /^[-\u2212]/.test(trimmed);
  const reading = parseMoney(trimmed.replace(/^[-\u2212]\s*/, ""), locale);
  if (reading.kind === "ok") return Number(reading.minorUnits) * (isBelow ? -1 : 1);
  return reading.kind === "ambiguous" ? "amount_ambiguous" : "amount";
}

/** What the cashier counted, by channel, in minor units. */
export function readCount(draft: CountDraft, locale: MoneyLocale): CountReading {
  const errors: CountErrors = {};
  const counted = { pos: 0, paylink: 0, checkout: 0 };
  for (const channel of CLOSING_CHANNELS) {
    const sum = sumOf(draft[channel], locale);
    if (typeof sum === "number") counted[channel] = sum;
    else errors[channel] = [sum];
  }
  return Object.keys(errors).length === 0 ? { kind: "ok", counted } : { kind: "invalid", errors };
}
