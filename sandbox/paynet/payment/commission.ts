/**
 * The imitated company's rates in hundredths of a percent. The single-payment credit rate is the one in the
 * documented examples; every other figure is ASSUMPTION PAYNET-C1.
 */
interface Rate {
  /** Taken from the merchant's money. */
  ratioBps: number;
  /** Put on top of the price when the payer bears the commission. */
  endUserRatioBps: number;
}

const CREDIT: Readonly<Record<number, Rate>> = {
  0: { ratioBps: 199, endUserRatioBps: 204 },
  2: { ratioBps: 349, endUserRatioBps: 362 },
  3: { ratioBps: 449, endUserRatioBps: 471 },
  6: { ratioBps: 699, endUserRatioBps: 752 },
};
const DEBIT: Rate = { ratioBps: 109, endUserRatioBps: 111 };

/**
 * ASSUMPTION PAYNET-N1: each card family has plans and rates of its own, other banks' cards pay at once. Added to the
 * table above, in hundredths of a percent; what a family does not name it does not offer.
 */
const FAMILIES: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  AXSS: { 0: 0, 2: 0, 3: 0, 6: 0 },
  BONS: { 0: 0, 2: 21, 3: 34 },
  WRLD: { 0: 0, 3: 12, 6: 57, 9: 240 },
  FINS: { 0: 0, 2: 8 },
};
const LONG_PLANS: Readonly<Record<number, Rate>> = { 9: { ratioBps: 949, endUserRatioBps: 1_048 } };

/** 0 is a single payment. */
export const INSTALMENT_CHOICES: readonly number[] = [0, 2, 3, 6];

export interface Charge extends Rate {
  /** What the card pays, what reaches the merchant and what Paynet keeps, in kuruş. */
  amount: bigint;
  net: bigint;
  commission: bigint;
  commissionTax: bigint;
}

/** The rate for a card type and number of instalments; null when they cannot be combined. */
function rateFor(cardType: "cc" | "bc", instalment: number): Rate | null {
  if (cardType === "bc") return instalment === 0 ? DEBIT : null;
  return CREDIT[instalment] ?? null;
}

/**
 * What a payment of `requested` kuruş comes to; amount = net + commission always, and with added commission
 * net = requested (docs/providers/paynet.md 1.6). Null when the card cannot pay in so many instalments.
 */
export function chargeFor(
  requested: bigint,
  cardType: "cc" | "bc",
  instalment: number,
  addCommission: boolean,
): Charge | null {
  const rate = rateFor(cardType, instalment);
  return rate === null ? null : chargeAt(rate, requested, addCommission);
}

/** The same by the table of the card's family, which `ratio/Get` tells; the page of a PayLink does not know it. */
export function chargeForCard(
  requested: bigint,
  card: { type: "cc" | "bc"; bankId: string },
  instalment: number,
  addCommission: boolean,
): Charge | null {
  if (card.type === "bc") return chargeFor(requested, "bc", instalment, addCommission);
  const extra = (FAMILIES[card.bankId] ?? { 0: 0 })[instalment];
  const base = rateFor("cc", instalment) ?? LONG_PLANS[instalment];
  if (extra === undefined || base === undefined) return null;
  const rate = { ratioBps: base.ratioBps + extra, endUserRatioBps: base.endUserRatioBps + extra };
  return chargeAt(rate, requested, addCommission);
}

/** Every plan any family has. */
export const ALL_PLANS: readonly number[] = [0, 2, 3, 6, 9];

/** What `requested` kuruş come to at this rate. */
export function chargeAt(rate: Rate, requested: bigint, addCommission: boolean): Charge {
  const commission = shareOf(requested, addCommission ? rate.endUserRatioBps : rate.ratioBps);
  const amount = addCommission ? requested + commission : requested;
  const { ratioBps, endUserRatioBps } = rate;
  return { ratioBps, endUserRatioBps, amount, net: amount - commission, commission, commissionTax: 0n };
}

/** Rounded half up to a whole kuruş. */
function shareOf(amount: bigint, bps: number): bigint {
  return (amount * BigInt(bps) + 5_000n) / 10_000n;
}
