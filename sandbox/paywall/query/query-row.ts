import { decimal } from "../protocol/amounts";
import { localMoment } from "../protocol/dates";
import type { PaywallPayment } from "../records";

const STATUS_NAMES: Readonly<Record<number, string>> = {
  1: "Oluşturuldu",
  2: "Başladı",
  3: "Finansallaştırma Bekliyor",
  4: "Başarılı",
  5: "Başarısız",
  7: "Başarısız (Sorgulamada)",
  12: "İptal Edildi",
};
const TYPE_NAMES: Readonly<Record<number, string>> = { 1: "Satış", 2: "İade", 3: "İptal", 4: "Kısmi İade" };
const METHOD_NAMES = ["", "3D Payment", "Direct Payment", "Half 3D Payment", "Half Direct Payment"];
const CURRENCY_NAMES: Readonly<Record<number, string>> = { 1: "TRY", 2: "USD", 3: "EUR", 7: "GBP" };

/** Invented like the instalment table's; ASSUMPTION PAYWALL-C1: what is kept of the charge, tax in it. */
const COMMISSION_BPS = 150n;
const commissionOf = (amount: bigint) => (amount * COMMISSION_BPS + 5_000n) / 10_000n;

/** One payment as every query shows it (docs/providers/paywall.md 5). `Status` is that of the latest activity. */
export function queryRow(payment: PaywallPayment): Record<string, unknown> {
  const zero = decimal(0n);
  return {
    PaymentId: payment.paymentId,
    UniqueCode: payment.uniqueCode,
    MerchantUniqueCode: payment.merchantUniqueCode,
    TrackingCode: payment.trackingCode,
    ActivityId: payment.activityId,
    PaymentGatewayId: 41,
    PaymentGatewayName: "main-pos",
    PaymentGatewayProviderName: "Sandbox",
    IsThreeDSecure: payment.method % 2 === 1,
    IsNonThreeDSecure: payment.method % 2 === 0,
    IsInsuranceSecure: false,
    IsProvision: payment.provision,
    IsOtp: false,
    AnySuccessPayment: payment.succeeded,
    AnySuccessRefund: payment.anyRefund,
    AnySuccessPartialRefund: payment.anyPartialRefund,
    AnySuccessCancel: payment.anyCancel,
    Error: {
      AnyError: payment.errorCode !== "",
      ErrorType: Number(payment.errorCode || 0),
      ErrorMessage: payment.errorMessage,
    },
    Status: payment.status === 4,
    StatusName: STATUS_NAMES[payment.status] ?? "",
    StatusId: payment.status,
    TypeName: TYPE_NAMES[payment.type] ?? "",
    TypeId: payment.type,
    Installment: payment.installment,
    CurrencyId: payment.currencyId,
    CurrencyName: CURRENCY_NAMES[payment.currencyId] ?? "",
    PaymentMethodId: payment.method,
    PaymentMethodName: METHOD_NAMES[payment.method] ?? "",
    PaymentChannelId: payment.channelId,
    PaymentTagId: 0,
    CardNumber: payment.card.masked,
    CardOwnerName: payment.card.owner,
    CardBankId: 15,
    CardBankName: "SANDBOX BANK",
    CardBrandName: payment.card.brand,
    CardTypeId: payment.card.type === "Credit" ? 1 : 2,
    CardTypeName: payment.card.type,
    LastActivityDateTime: localMoment(payment.lastAt),
    PaymentAmount: decimal(payment.amount),
    ActivityAmount: decimal(payment.activityAmount),
    IP: "127.0.0.1",
    ClientIP: payment.clientIp,
    AppliedInterest: false,
    InterestRate: zero,
    CommissionRate: decimal(COMMISSION_BPS),
    OriginalAmount: decimal(payment.amount),
    InterestAmount: zero,
    CommissionAmount: decimal(payment.succeeded ? commissionOf(payment.amount) : 0n),
    UsedSavedCard: payment.cardSource === "stored",
    UsedTempCard: payment.cardSource === "temp",
    IsFullyRefunded: payment.succeeded && payment.returned >= payment.amount,
    RemainingRefundAmount: decimal(payment.succeeded ? payment.amount - payment.returned : 0n),
  };
}
