import { MAX_MINOR_UNITS } from "./money";

export type MoneyLocale = "tr" | "en";

export type ParsedMoney =
  | { kind: "ok"; minorUnits: bigint }
  | { kind: "ambiguous"; readings: [bigint, bigint] }
  | { kind: "invalid"; reason: "empty" | "characters" | "grouping" | "decimals" | "not_positive" | "too_large" };

type Marks = { group: string; decimal: string };

const MARKS: Record<MoneyLocale, Marks> = { tr: { group: ".", decimal: "," }, en: { group: ",", decimal: "." } };

const invalid = (reason: Extract<ParsedMoney, { kind: "invalid" }>["reason"]): ParsedMoney => ({
  kind: "invalid",
  reason,
});

function bounded(whole: string, decimals: string): ParsedMoney {
  const minorUnits = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, "0"));
  if (minorUnits <= 0n) return invalid("not_positive");
  if (minorUnits > MAX_MINOR_UNITS) return invalid("too_large");
  return { kind: "ok", minorUnits };
}

function parseWhole(text: string, group: string): string | undefined {
  if (!text.includes(group)) return text;
  const [first, ...rest] = text.split(group);
  const grouped = first !== undefined && /^[1-9]\d{0,2}$/.test(first) && rest.every((part) => /^\d{3}$/.test(part));
  return grouped ? text.replaceAll(group, "") : undefined;
}

/** One mark with three digits behind it is a thousand to one reader and a fraction to another: `1.234`, `12,345`. */
function ambiguity(text: string): ParsedMoney | undefined {
  const match = /^([1-9]\d{0,2})[.,](\d{3})$/.exec(text);
  if (!match?.[1] || !match[2]) return undefined;
  const thousand = BigInt(match[1] + match[2]) * 100n;
  return { kind: "ambiguous", readings: [thousand, BigInt(match[1]) * 100n + BigInt(match[2].slice(0, 2))] };
}

/**
 * Reads an amount a person typed, in the marks of their locale, into minor units.
 * It never rounds and never guesses: `1.234` comes back as a question, three decimals are refused.
 */
export function parseMoney(input: string, locale: MoneyLocale): ParsedMoney {
  const text = input
    .trim()
    .replace(/\s*(TL|TRY|₺)$/i, "")
    .trim();
  if (text === "") return invalid("empty");
  if (!/^[0-9.,]+$/.test(text)) return invalid("characters");
  const question = ambiguity(text);
  if (question) return question;

  const { group, decimal } = MARKS[locale];
  const [whole, decimals, ...more] = text.split(decimal);
  if (more.length > 0 || whole === undefined) return invalid("grouping");
  // A lone dot with one or two digits behind it ("12.5") is how a phone keypad types a decimal comma.
  const keypad = decimals === undefined ? new RegExp(`^(\\d+)\\${group}(\\d{1,2})$`).exec(text) : null;
  if (keypad?.[1] && keypad[2]) return bounded(keypad[1], keypad[2]);
  const digits = parseWhole(whole, group);
  if (digits === undefined || !/^\d{1,13}$/.test(digits)) return invalid("grouping");
  if (decimals !== undefined && !/^\d{1,2}$/.test(decimals)) return invalid("decimals");
  return bounded(digits, decimals ?? "");
}
