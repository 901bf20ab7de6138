import type { DeclineText } from "./decline";

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/**
 * docs/providers/codes.md 3. Paywall has several numberings and no page says which service answers from which
 * (docs/providers/paywall.md 1.4), so a number that two of them use leads to a sentence that is true in both. A failed row names its code without a
 * numbering (a bank's two digits among them): 13, 16, 41, 51 and the like say no more than that it was not accepted.
 */
const GROUPS: Partial<Record<DeclineText, readonly number[]>> = {
  bank_refused: [1],
  provider_away: [-1, 5, 63, 78, 88, 500, 502, 503, 504],
  shop_setup: [20, 24, 47, 401, 403, 513, 552],
  card_number: [14],
  card_expiry: [80, 107],
  card_details: [15, 18, 19, 79, 104, 105, 106],
  plan: [9],
  card_gone: [74, 75],
  stored_card: [21, 22, 23, 115, 116, 117],
  rule: [76, 541, 542, 543],
  request: [
    ...[2, 3, 4, 6, 7, 8, 10, 11, 12, 13, 16, 17, 25, 26, 27, 28, 36, 37, 38, 39, 40, 41, 42, 45, 46],
    ...range(48, 57),
    ...[64, 65, 66, 67, 68, 77, 81, 82, 83, 84, 85, 86, 87],
    ...range(92, 103),
    ...range(108, 114),
    ...[118, 119, 391, 400, 404, 501],
  ],
  other_service: [
    0,
    ...range(29, 35),
    ...[43, 44],
    ...range(58, 62),
    ...range(69, 73),
    ...range(127, 162),
    ...range(198, 252),
    ...range(264, 333),
    ...range(341, 353),
    ...range(359, 377),
    544,
    ...range(553, 558),
  ],
};

export const PAYWALL_CODES: Record<string, DeclineText> = Object.fromEntries(
  Object.entries(GROUPS).flatMap(([key, codes]) => codes.map((code) => [String(code), key as DeclineText])),
);
