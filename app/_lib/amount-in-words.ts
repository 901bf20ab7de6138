import type { MoneyLocale } from "@/lib/kernel/parse-money";

type Words = {
  ones: string[];
  tens: string[];
  hundred: (count: number) => string;
  scales: string[];
  whole: string;
  cents: string;
};

const TR_ONES = ["", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz"];
const EN_ONES = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const EN_TEENS = [
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
];

const WORDS: Record<MoneyLocale, Words> = {
  tr: {
    ones: TR_ONES,
    tens: ["", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan"],
    hundred: (count) => (count === 1 ? "yüz" : `${TR_ONES[count]} yüz`),
    scales: ["", "bin", "milyon", "milyar"],
    whole: "lira",
    cents: "kuruş",
  },
  en: {
    ones: EN_ONES,
    tens: ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    hundred: (count) => `${EN_ONES[count]} hundred`,
    scales: ["", "thousand", "million", "billion"],
    whole: "lira",
    cents: "kuruş",
  },
};

function belowThousand(value: number, locale: MoneyLocale): string {
  const words = WORDS[locale];
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  const parts = hundreds > 0 ? [words.hundred(hundreds)] : [];
  if (locale === "en" && rest >= 10 && rest < 20) parts.push(EN_TEENS[rest - 10] ?? "");
  else parts.push(words.tens[Math.floor(rest / 10)] ?? "", words.ones[rest % 10] ?? "");
  return parts.filter(Boolean).join(" ");
}

function integerInWords(value: bigint, locale: MoneyLocale): string {
  const words = WORDS[locale];
  const parts: string[] = [];
  for (let scale = words.scales.length - 1; scale >= 0; scale -= 1) {
    const chunk = Number((value / 1000n ** BigInt(scale)) % 1000n);
    if (chunk === 0) continue;
    // Turkish says "bin", never "bir bin".
    const count = locale === "tr" && scale === 1 && chunk === 1 ? "" : belowThousand(chunk, locale);
    parts.push([count, words.scales[scale]].filter(Boolean).join(" "));
  }
  return parts.join(" ");
}

/** `1.234,50` as "Bin iki yüz otuz dört lira elli kuruş.": a reader notices a wrong zero sooner in words. */
export function amountInWords(minorUnits: bigint, locale: MoneyLocale): string {
  const { whole, cents } = WORDS[locale];
  const parts: string[] = [];
  if (minorUnits >= 100n) parts.push(`${integerInWords(minorUnits / 100n, locale)} ${whole}`);
  if (minorUnits % 100n > 0n) parts.push(`${belowThousand(Number(minorUnits % 100n), locale)} ${cents}`);
  const text = parts.join(" ");
  return text === "" ? "" : `${text.charAt(0).toLocaleUpperCase(locale)}${text.slice(1)}.`;
}
