const CANDIDATE = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g;

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

type Scheme = { name: string; prefix: RegExp; lengths: readonly number[] };

// 15 digits only with 34 or 37: every IMEI has 15 digits and passes Luhn (architecture decision 15).
const SCHEMES: readonly Scheme[] = [
  { name: "visa", prefix: /^4/, lengths: [13, 16, 19] },
  { name: "mastercard", prefix: /^(5[1-5]|2(2[2-9]|[3-6]\d|7[01]|720))/, lengths: [16] },
  { name: "amex", prefix: /^3[47]/, lengths: [15] },
  { name: "troy", prefix: /^(9792|65)/, lengths: [16] },
  { name: "maestro", prefix: /^(50|5[6-9]|6[0-9])/, lengths: [16, 18, 19] },
];

/** Luhn, a known prefix and that scheme's length; spaces and hyphens are ignored. */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/[ -]/g, "");
  return (
    passesLuhn(digits) && SCHEMES.some((scheme) => scheme.prefix.test(digits) && scheme.lengths.includes(digits.length))
  );
}

/** True when the text holds something that is a card number by Luhn, known prefix and that scheme's length. */
export function containsCardNumber(text: string): boolean {
  return [...text.matchAll(CANDIDATE)].some(([candidate]) => isCardNumber(candidate));
}

/** The text with every card number reduced to its first six and last four digits. */
export function maskCardNumbers(text: string): string {
  return text.replace(CANDIDATE, (candidate) => {
    if (!isCardNumber(candidate)) return candidate;
    const digits = candidate.replace(/[ -]/g, "");
    return `${digits.slice(0, 6)}${"*".repeat(digits.length - 10)}${digits.slice(-4)}`;
  });
}

/** Card scheme of a masked or full number, by its leading digits; undefined when none is known. */
export function schemeOf(leadingDigits: string): string | undefined {
  return SCHEMES.find((scheme) => scheme.prefix.test(leadingDigits))?.name;
}
