import type { ThreeDProduct, ThreeDRequest } from "../../three-d";
import { toMajorNumber, toShareNumber } from "../amounts";
import { TRY } from "../mapping";
import type { StartProduct } from "../wire";

/** Required by the wire where we may know nothing. */
export const NONE = "-";

const HUNDRED_PERCENT = 10_000;
const OWNERS = { platform: 1, seller: 2 } as const;
const CARGO = { platform: 1, seller: 2, none: 3 } as const;
const BY_AMOUNT = 1;
const BY_PERCENT = 2;

/** A payment that the provider divides between sellers (docs/providers/paywall.md 12). */
export const isDivided = ({ products }: ThreeDRequest): boolean =>
  products?.some(({ seller }) => seller !== undefined) === true;

const isPart = (value: bigint, whole: bigint) => value >= 0n && value <= whole;
const isPercent = (basisPoints: number) =>
  Number.isSafeInteger(basisPoints) && basisPoints >= 0 && basisPoints <= HUNDRED_PERCENT;

function isShare({ seller, amount }: ThreeDProduct): boolean {
  if (seller === undefined) return true;
  if (!Number.isSafeInteger(seller.member) || seller.member <= 0) return false;
  if (seller.share === "agreed") return true;
  if ("earning" in seller.share) return isPart(seller.share.earning, amount);
  return isPercent(seller.share.commissionBasisPoints);
}

function isDiscount({ discount, amount }: ThreeDProduct): boolean {
  if (discount === undefined) return true;
  return "amount" in discount.of ? isPart(discount.of.amount, amount) : isPercent(discount.of.basisPoints);
}

/**
 * Why these products are not what the card is to be charged: a sum that is not the total, a share, a discount or a
 * cargo cost above its product, a product that nobody sells beside one that a seller does (codes 26, 27, 38, 39, 42, 57).
 */
export function whyNoBill(request: ThreeDRequest): string | undefined {
  const { products, total } = request;
  if (products === undefined) return undefined;
  if (products.length === 0 || products.some(({ amount }) => amount <= 0n)) return "products_amount";
  if (products.reduce((sum, { amount }) => sum + amount, 0n) !== total.amount) return "products_sum";
  if (isDivided(request) && products.some(({ seller }) => seller === undefined)) return "products_seller";
  if (!products.every(isShare)) return "products_share";
  if (!products.every(isDiscount)) return "products_discount";
  return products.every(({ cargo, amount }) => isPart(cargo?.cost ?? 0n, amount)) ? undefined : "products_cargo";
}

function product(id: string, name: string, amount: bigint): StartProduct {
  const ProductAmount = toMajorNumber(amount);
  return { ProductId: id, ProductName: name, ProductCategory: NONE, ProductDescription: name, ProductAmount };
}

function toSeller({ seller }: ThreeDProduct) {
  if (seller === undefined) return {};
  const { member, share } = seller;
  if (share === "agreed") return { MemberId: member };
  if ("earning" in share) {
    return { MemberId: member, MemberEarningCalculated: true, MemberEarning: toShareNumber(share.earning) };
  }
  const MemberCommission = toShareNumber(BigInt(share.commissionBasisPoints));
  return { MemberId: member, MemberCustomCommission: true, MemberCommission };
}

function toDiscount({ discount }: ThreeDProduct) {
  if (discount === undefined) return {};
  const { borneBy, of } = discount;
  return {
    DiscountOwnerType: OWNERS[borneBy],
    DiscountType: "amount" in of ? BY_AMOUNT : BY_PERCENT,
    DiscountValue: toShareNumber("amount" in of ? of.amount : BigInt(of.basisPoints)),
  };
}

function toCargo({ cargo }: ThreeDProduct) {
  if (cargo === undefined) return {};
  return { CargoType: CARGO[cargo.takenFrom], CargoCurrencyId: TRY, CargoCost: toShareNumber(cargo.cost) };
}

const toDividedProduct = (given: ThreeDProduct): StartProduct => ({
  ProductId: given.id,
  ProductName: given.name || NONE,
  ProductCategory: given.category || NONE,
  ProductDescription: given.description || NONE,
  ProductAmount: toMajorNumber(given.amount),
  ...toSeller(given),
  ...toDiscount(given),
  ...toCargo(given),
});

/**
 * Products whose amounts add up to the total exactly (code 26 otherwise). Lines that are the price, and beside them
 * what instalments add; lines that say anything else are no bill, and the payment is one product.
 */
export function toProducts({ products, items, itemName, price, total }: ThreeDRequest): StartProduct[] {
  if (products !== undefined) return products.map(toDividedProduct);
  const lines = items.map(({ name, quantity, unitAmount }) => ({
    name: `${quantity > 1 ? `${quantity} x ` : ""}${name || itemName}`,
    amount: BigInt(quantity) * unitAmount,
  }));
  const sum = lines.reduce((all, { amount }) => all + amount, 0n);
  const isBill = lines.every(({ amount }) => amount >= 0n) && sum === price.amount && sum <= total.amount;
  if (!isBill) return [product("1", itemName || NONE, total.amount)];
  const difference = total.amount - sum;
  const all = difference > 0n ? [...lines, { name: "Taksit farkı", amount: difference }] : lines;
  return all
    .map((line, index) => ({ ...line, id: String(index + 1) }))
    .filter(({ amount }) => amount > 0n)
    .map(({ id, name, amount }) => product(id, name, amount));
}
