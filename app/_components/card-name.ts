type CardEnds = { brand: string | null; last4: string | null };

/** Providers write brands in small letters; a person reads `Visa ••4358`. */
export function brandName(brand: string | null): string {
  return brand ? `${brand.charAt(0).toUpperCase()}${brand.slice(1)}` : "";
}

export function cardName(card: CardEnds | null): string {
  return card?.last4 ? `${brandName(card.brand)} ••${card.last4}`.trim() : "–";
}
