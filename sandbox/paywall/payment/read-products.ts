import type { PaywallProduct } from "../marketplace/records";
import { memberNumbered } from "../members/find-member";
import type { Fields } from "../protocol/fields";
import { refuse } from "../protocol/refusal";
import type { PaywallCall } from "../service";

/** A product before the payment gives it a number. */
export type SoldProduct = Omit<PaywallProduct, "id" | "approval">;

const PRODUCT =
  "ProductId ProductName ProductCategory ProductDescription ProductAmount MemberId MemberEarningCalculated MemberEarning MemberCustomCommission MemberCommission DiscountOwnerType DiscountType DiscountValue CargoType CargoCurrencyId CargoCost";
const WHOLE = 10_000n;

/** What is sold and by whom (docs/providers/paywall.md 3.1, 12); ASSUMPTION PAYWALL-P8 for what adds up to the amount. */
export function readProducts(call: PaywallCall, amount: bigint): SoldProduct[] {
  const parts = call.body.parts("Products");
  if (parts.length === 0) throw refuse("products_empty", "Products boş olamaz");
  const products = parts.map((part) => readProduct(call, part.expectOnly(PRODUCT)));
  if (products.reduce((sum, product) => sum + product.amount, 0n) !== amount) {
    throw refuse("products_sum", "Ürün toplamı tutardan farklı");
  }
  const sold = products.filter(({ memberId }) => memberId > 0).length;
  if (sold > 0 && sold < products.length) throw refuse("member_missing", "Her ürün için MemberId zorunludur");
  return products;
}

function readProduct(call: PaywallCall, part: Fields): SoldProduct {
  const amount = part.money("ProductAmount", "products_sum") ?? 0n;
  return {
    productId: part.requiredText("ProductId"),
    name: part.requiredText("ProductName"),
    category: part.requiredText("ProductCategory"),
    description: part.requiredText("ProductDescription"),
    amount,
    ...readSeller(call, part, amount),
    ...readDiscount(part, amount),
    ...readCargo(part, amount),
  };
}

function readSeller(call: PaywallCall, part: Fields, amount: bigint) {
  const memberId = part.integer("MemberId", "member_unknown") ?? 0;
  if (memberId !== 0 && memberNumbered(call, memberId) === undefined) {
    throw refuse("member_unknown", "MemberId geçersiz");
  }
  const earningCalculated = part.flag("MemberEarningCalculated");
  const earning = part.money("MemberEarning", "earning_above") ?? 0n;
  if (earning > amount) throw refuse("earning_above", "Üye kazancı ödeme tutarının üzerinde");
  const commission = part.money("MemberCommission", "malformed");
  if ((commission ?? 0n) > WHOLE) throw refuse("malformed", "MemberCommission 100 üzerinde");
  const isSpecial = part.flag("MemberCustomCommission");
  if (isSpecial && commission === null) throw refuse("malformed", "MemberCommission zorunludur");
  if (memberId === 0 && (earningCalculated || isSpecial)) throw refuse("member_missing", "MemberId zorunludur");
  return { memberId, earningCalculated, earning, commission: isSpecial ? commission : null };
}

/** The ids of the older page: owner 0 to 2, type 0 to 2. */
function readDiscount(part: Fields, amount: bigint) {
  const discountOwner = part.oneOf("DiscountOwnerType", [0, 1, 2], "discount_owner") ?? 0;
  const discountType = part.oneOf("DiscountType", [0, 1, 2], "discount_type") ?? 0;
  const discountValue = part.money("DiscountValue", "discount_amount") ?? 0n;
  if (discountType === 2 && discountValue > WHOLE) throw refuse("discount_value", "İndirim oranı 100 üzerinde");
  if (discountType === 1 && discountValue > amount) throw refuse("discount_amount", "İndirim ürün tutarının üzerinde");
  if (discountType === 0 && discountValue > 0n) throw refuse("discount_type", "DiscountType zorunludur");
  if (discountType !== 0 && discountOwner === 0) throw refuse("discount_owner", "DiscountOwnerType zorunludur");
  return { discountOwner, discountType, discountValue };
}

/** Cargo 0 to 3; a cost has a currency. */
function readCargo(part: Fields, amount: bigint) {
  const cargoType = part.oneOf("CargoType", [0, 1, 2, 3], "cargo_type") ?? 0;
  const cargoCurrencyId = part.integer("CargoCurrencyId", "cargo_currency") ?? 0;
  if (cargoType !== 0 && (cargoCurrencyId < 1 || cargoCurrencyId > 33)) {
    throw refuse("cargo_currency", "CargoCurrencyId geçersiz");
  }
  const cargoCost = part.money("CargoCost", "cargo_amount") ?? 0n;
  if (cargoCost > amount) throw refuse("cargo_amount", "Kargo maliyeti ürün tutarının üzerinde");
  return { cargoType, cargoCurrencyId, cargoCost };
}
