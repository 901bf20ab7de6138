import { IBAN } from "../../../support/escrow/factories-payout";
import type { Dice } from "../../dice";

/** A price in minor units; some are not whole liras, and a few above what one person may give back alone. */
export const sum = ({ roll }: Dice): number =>
  10_000 + Math.floor(roll() * roll() * 7_000) * 100 + (roll() < 0.1 ? 51 : 0);

/** A part of an amount, now and then a little more than all of it. Minor units. */
export const partOf = (amount: number, { roll }: Dice): number => Math.max(1, Math.floor(roll() * amount * 1.15));

export function escrowTerms({ roll, pick }: Dice): Record<string, unknown> {
  return {
    enabled: true,
    auto_release_days: pick([1, 3, null]),
    ship_within_hours: pick([null, 6]),
    ...(roll() < 0.7 ? { beneficiary: { name: "Ayşe Satıcı", iban: IBAN } } : {}),
  };
}
