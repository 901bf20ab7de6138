import { memberNumbered } from "../members/find-member";
import type { PaywallValueDate } from "../members/records";
import type { PaywallCall } from "../service";
import type { PaywallApproval, PaywallProduct } from "./records";

const DAY_MS = 86_400_000;
const OFFSET_MS = 3 * 3_600_000;
const NONE = { type: 1, value: 1, commission: 0n };

const partOf = (amount: bigint, hundredths: bigint) => (amount * hundredths) / 10_000n;

/** ASSUMPTION PAYWALL-M3: commission, then what the seller bears of discount and cargo; a fraction of a kuruş is dropped. */
function sellerShare(product: PaywallProduct, agreed: bigint): bigint {
  if (product.earningCalculated) return product.earning;
  const { amount, discountType, discountValue, discountOwner, cargoType, cargoCost } = product;
  const discount = discountType === 2 ? partOf(amount, discountValue) : discountValue;
  const borne = discountOwner === 2 ? discount : 0n;
  const cargo = cargoType === 1 ? cargoCost : cargoType === 2 ? -cargoCost : 0n;
  const share = amount - partOf(amount, product.commission ?? agreed) - borne + cargo;
  return share < 0n ? 0n : share;
}

/** Midnight in Istanbul of the day that a rule names after this one. */
function reflectionDay(now: number, { type, value }: Pick<PaywallValueDate, "type" | "value">): number {
  const today = Math.floor((now + OFFSET_MS) / DAY_MS);
  const isThatDay = (day: number) => {
    const date = new Date(day * DAY_MS);
    return type === 2 ? (date.getUTCDay() || 7) === value : date.getUTCDate() === value;
  };
  let day = today + (type === 1 ? value : 1);
  while (type !== 1 && !isThatDay(day)) day += 1;
  return day * DAY_MS - OFFSET_MS;
}

/** What an approval owes the seller and the platform, and when. */
export function calculateEarning(call: PaywallCall, product: PaywallProduct, sameDate: boolean): PaywallApproval {
  const rule = memberNumbered(call, product.memberId)?.valueDate ?? NONE;
  const now = call.world.clock.now();
  const sellerEarning = sellerShare(product, rule.commission);
  const sellerDate = reflectionDay(now, rule);
  const left = product.amount - sellerEarning;
  return {
    at: now,
    sellerEarningId: call.world.truth.next("pw_earning", 2_200),
    sellerEarning,
    sellerDate,
    platformEarningId: call.world.truth.next("pw_earning", 2_200),
    platformEarning: left < 0n ? 0n : left,
    platformDate: sameDate ? sellerDate : reflectionDay(now, NONE),
  };
}
