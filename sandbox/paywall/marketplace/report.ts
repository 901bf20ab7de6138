import { decimal } from "../protocol/amounts";
import { localMoment } from "../protocol/dates";
import { refuse } from "../protocol/refusal";
import type { PaywallCall, PaywallServiceAnswer } from "../service";
import type { PaywallApproval, PaywallProduct } from "./records";
import { numberHeader, paymentOfProduct, putProducts, soldPayment } from "./sold-payment";

const WAITING = 10;
const SENT = 11;
const DAY_MS = 86_400_000;

/** `GET marketplace/report/approval`. */
export function showApprovals(call: PaywallCall): PaywallServiceAnswer {
  const { products } = soldPayment(call, numberHeader(call, "paymentid"));
  const named = (isApproved: boolean) =>
    products.filter(({ approval }) => (approval !== null) === isApproved).map(({ id }) => ({ ProductId: id }));
  return { body: { Approved: named(true), NotApproved: named(false) } };
}

/** `GET product` of the payment service, with the private keys; products that no seller sells are shown too. */
export function listProducts(call: PaywallCall): PaywallServiceAnswer {
  const paymentId = numberHeader(call, "paymentid");
  const own = call.world.truth.all("pwPayment").filter(({ account }) => account === call.account.name);
  const payment = own.find((row) => row.paymentId === paymentId);
  if (payment === undefined) throw refuse("not_found", "Ödeme bulunamadı");
  return { body: (payment.products ?? []).map(showProduct) };
}

function showProduct(product: PaywallProduct): Record<string, unknown> {
  return {
    Id: product.id,
    MemberId: product.memberId,
    ProductId: product.productId,
    ProductName: product.name,
    ProductCategory: product.category,
    ProductDescription: product.description,
    ProductAmount: decimal(product.amount),
    IsMarketPlaceSales: product.memberId > 0,
    Cargo: {
      CurrencyId: product.cargoCurrencyId,
      CargoOwnerType: product.cargoType,
      CargoCost: decimal(product.cargoCost),
    },
    Discount: {
      DiscountOwnerType: product.discountOwner,
      DiscountType: product.discountType,
      DiscountValue: decimal(product.discountValue),
    },
  };
}

function approvedProduct(call: PaywallCall, id: number) {
  const payment = paymentOfProduct(call, id);
  const product = payment?.products.find((row) => row.id === id);
  if (payment === undefined || !product?.approval) throw refuse("earning_not_found", "Hakediş bulunamadı");
  return { payment, product, approval: product.approval };
}

/** `GET marketplace/report/earning/product`. ASSUMPTION PAYWALL-M3: status 10 waits for its day, 11 is sent. */
export function showEarning(call: PaywallCall): PaywallServiceAnswer {
  const { payment, product, approval } = approvedProduct(call, numberHeader(call, "productid"));
  const statusOn = (day: number) => (day <= call.world.clock.now() ? SENT : WAITING);
  return {
    body: {
      PaymentId: payment.paymentId,
      ProductId: product.id,
      ProductExternalId: product.productId,
      ProductName: product.name,
      ProductAmount: decimal(product.amount),
      MerchantEarningId: approval.platformEarningId,
      MerchantEarning: decimal(approval.platformEarning),
      MerchantReflectionDate: localMoment(approval.platformDate),
      SubMerchantEarningId: approval.sellerEarningId,
      SubMerchantEarning: decimal(approval.sellerEarning),
      SubMerchantReflectionDate: localMoment(approval.sellerDate),
      MerchantEarningStatusId: statusOn(approval.platformDate),
      MerchantPayoutTransactionId: 0,
      SubMerchantEarningStatusId: statusOn(approval.sellerDate),
      SubMerchantPayoutTransactionId: 0,
    },
  };
}

/** `PUT marketplace/earning/postpone/product`: so many days from now; `ApplyAll` takes the platform's share along. */
export function postponeEarning(call: PaywallCall): PaywallServiceAnswer {
  const body = call.body.expectOnly("ProductId Day ApplyAll");
  const { payment, product, approval } = approvedProduct(call, body.integer("ProductId", "earning_not_found") ?? 0);
  const days = body.integer("Day") ?? 0;
  if (days < 1 || days > 365) throw refuse("malformed", "Day geçersiz");
  const now = call.world.clock.now();
  if (approval.sellerDate <= now) throw refuse("earning_sent", "Hakediş gönderilmiş");
  const later = now + days * DAY_MS;
  const moved: PaywallApproval = {
    ...approval,
    sellerDate: later,
    ...(body.flag("ApplyAll") && { platformDate: later }),
  };
  putProducts(call, payment, (row) => (row.id === product.id ? { ...row, approval: moved } : row));
  return { body: null };
}
