import { parseMoney } from "@/lib/kernel/parse-money";

export type ParsedSearch = { filter: Record<string, string | number>; unknownOperator: string | undefined };

type Reader = (value: string) => Record<string, string | number> | undefined;

function minorUnits(text: string): number | undefined {
  const reading = parseMoney(text, "tr");
  if (reading.kind === "ok") return Number(reading.minorUnits);
  // In a search a bare `1.234` means the thousands: nobody looks for a third of a kuruş.
  return reading.kind === "ambiguous" ? Number(reading.readings[0]) : undefined;
}

const readAmount: Reader = (value) => {
  const amount = minorUnits(value.replace(/^[<>]=?/, ""));
  if (amount === undefined) return undefined;
  if (value.startsWith(">")) return { amount_min: amount };
  if (value.startsWith("<")) return { amount_max: amount };
  return { amount_min: amount, amount_max: amount };
};
const readCard: Reader = (value) => (/^\d{4}$/.test(value) ? { card_last4: value } : undefined);
const readReference: Reader = (value) => ({ reference_no: value });
const readPaylink: Reader = (value) => ({ paylink_id: value });
const readProvider: Reader = (value) =>
  ["paynet", "paywall"].includes(value.toLowerCase()) ? { provider: value.toLowerCase() } : undefined;

const readReview: Reader = () => ({ review: "any" });

const OPERATORS: Record<string, Reader> = {
  kart: readCard,
  card: readCard,
  ref: readReference,
  tutar: readAmount,
  amount: readAmount,
  sağlayıcı: readProvider,
  provider: readProvider,
  link: readPaylink,
  incele: readReview,
  review: readReview,
};

/** `kart:4242 tutar:>1000 ayşe` as filters plus free text. An unknown operator is named, so the page can suggest. */
export function parseSearch(text: string): ParsedSearch {
  const words: string[] = [];
  let filter: Record<string, string | number> = {};
  let unknownOperator: string | undefined;
  for (const token of text.split(/\s+/).filter(Boolean)) {
    const [, operator, value] = /^(\p{L}+):(.+)$/u.exec(token) ?? [];
    if (operator === undefined || value === undefined) {
      words.push(token);
      continue;
    }
    const read = OPERATORS[operator.toLocaleLowerCase("tr")];
    const found = read?.(value);
    if (found) filter = { ...filter, ...found };
    else unknownOperator ??= operator;
  }
  return { filter: words.length > 0 ? { ...filter, q: words.join(" ") } : filter, unknownOperator };
}
