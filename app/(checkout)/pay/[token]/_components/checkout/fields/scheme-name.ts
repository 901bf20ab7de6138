const SCHEMES: Record<string, string> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  troy: "Troy",
  maestro: "Maestro",
};

/** A card scheme as its own people write it; a name we do not know stays as it is. */
export function schemeName(scheme: string | null | undefined): string | undefined {
  if (!scheme) return undefined;
  return SCHEMES[scheme.toLowerCase().replace(/\s/g, "")] ?? scheme;
}
