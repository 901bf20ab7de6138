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
  if (rate === null) return null;
  const commission = shareOf(requested, addCommission ? rate.endUserRatioBps : rate.ratioBps);
  const amount = addCommission ? requested + commission : requested;
  return { ...rate, amount, net: amount - commission, commission, commissionTax: 0n };
}

/** Rounded half up to a whole kuruş. */
function shareOf(amount: bigint, bps: number): bigint {
  return (amount * BigInt(bps) + 5_000n) / 10_000n;
}
