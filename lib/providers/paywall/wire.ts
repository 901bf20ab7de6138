/**
 * Shapes of Paywall's requests and answers as they stand on the wire. Names are PascalCase; some servers answer
 * camelCase, which the reader lifts first. Adapter and sandbox share this file and nothing else
 * (docs/providers/paywall.md); it converts nothing.
 */
import { z } from "zod";

const wireInteger = z.union([z.number().int(), z.string().regex(/^-?\d+$/)]);
const wireDecimal = z.union([z.number(), z.string()]);
const wireText = z.string().nullish();
const wireFlag = z.boolean().nullish();

/** Envelope of the payment, private, card and member services; a refusal comes with HTTP 200 too. */
export const PaywallEnvelope = z.looseObject({
  ErrorCode: wireInteger,
  Result: z.union([z.boolean(), z.string()]),
  Message: wireText,
  ErrorMessage: wireText,
  Body: z.unknown(),
});

/** Envelope of the physical service: `Result` is the payload here (docs/providers/paywall.md 1.3). */
export const PaywallPhysicalEnvelope = z.looseObject({
  Result: z.unknown(),
  Succeeded: z.boolean(),
  Failed: z.boolean(),
  Message: wireText,
  ClientMessage: wireText,
});

const watchStatuses = z.array(z.union([z.number().int(), z.object({ Id: z.number().int() })]));
const watchJob = z.object({
  PaymentStatus: watchStatuses,
  ActionId: z.number().int(),
  WebhookAddress: z.string().optional(),
  WatchMin: z.number().int(),
});

/** `PaymentDetail` of `payment/start3d` (docs/providers/paywall.md 3.1). */
const PaymentDetail = z.object({
  Amount: z.number(),
  MerchantUniqueCode: z.string(),
  TrackingCode: z.string().optional(),
  Half3D: z.boolean().optional(),
  Half2D: z.boolean().optional(),
  MerchantSuccessBackUrl: z.string().optional(),
  MerchantFailBackUrl: z.string().optional(),
  ClientIP: z.string(),
  CurrencyId: z.number().int(),
  Installment: z.number().int(),
  ChannelId: z.number().int().optional(),
  TagId: z.number().int().optional(),
  EndOfTheDay: z.number().int().optional(),
  RegionId: z.number().int().optional(),
  ProviderBased: z.boolean().optional(),
  ProviderKey: z.string().optional(),
  MarketPlace: z.object({ BasketAmount: z.number() }).optional(),
  PayWatch: watchJob.extend({ Watch: z.boolean() }).optional(),
  PayWatchMultipleSupport: z.boolean().optional(),
  PayWatchMultiple: z.object({ Watch: z.boolean(), Jobs: z.array(watchJob) }).optional(),
});

const StartCard = z.object({
  OwnerName: z.string().optional(),
  Number: z.string().optional(),
  ExpireMonth: z.string().optional(),
  ExpireYear: z.string().optional(),
  Cvv: z.string().optional(),
  UniqueCode: z.string().optional(),
  TempCardToken: z.string().optional(),
  Partner: z.object({ PartnerBased: z.boolean(), PartnerIdentity: z.string() }).optional(),
  CardSave: z
    .object({
      Save: z.boolean(),
      Nickname: z.string(),
      RelationalId1: z.string(),
      RelationalId2: z.string().optional(),
      RelationalId3: z.string().optional(),
    })
    .optional(),
});
export type StartCard = z.infer<typeof StartCard>;

const StartCustomer = z.object({
  FullName: z.string(),
  Phone: z.string(),
  Email: z.string(),
  Country: z.string(),
  City: z.string(),
  Address: z.string(),
  IdentityNumber: z.string().optional(),
  TaxNumber: z.string().optional(),
});

const StartProduct = z.object({
  ProductId: z.string(),
  ProductName: z.string(),
  ProductCategory: z.string(),
  ProductDescription: z.string(),
  ProductAmount: z.number(),
  MemberId: z.number().int().optional(),
  DiscountOwnerType: z.number().int().optional(),
  DiscountType: z.number().int().optional(),
  DiscountValue: z.number().optional(),
  CargoType: z.number().int().optional(),
  CargoCurrencyId: z.number().int().optional(),
  CargoCost: z.number().optional(),
  MemberCustomCommission: z.boolean().optional(),
  MemberCommission: z.number().optional(),
  MemberEarningCalculated: z.boolean().optional(),
  MemberEarning: z.number().optional(),
});
export type StartProduct = z.infer<typeof StartProduct>;

/** `POST payment/start3d` and `payment/startdirect`: the fields our product sends. */
const StartRequest = z.object({
  PaymentDetail,
  Card: StartCard,
  Customer: StartCustomer,
  Products: z.array(StartProduct),
});
export type StartRequest = z.infer<typeof StartRequest>;

const startedPayment = z.looseObject({
  PaymentId: wireInteger,
  ActivityId: wireInteger.nullish(),
  UniqueCode: z.string(),
  MerchantUniqueKey: wireText,
});

/** `Body` of a started 3-D payment. */
export const StartThreeDBody = z.looseObject({
  Message: wireText,
  RedirectUrl: z.string().min(1),
  Payment: startedPayment,
});
export type StartThreeDBody = z.infer<typeof StartThreeDBody>;

/** The four strings of a failed start: Base64 of UTF-8 text (docs/providers/paywall.md 1.4). */
export const StartFailureBody = z.looseObject({
  Error: z.looseObject({
    ProviderErrorCode: wireText,
    ProviderErrorMessage: wireText,
    BankErrorCode: wireText,
    BankErrorMessage: wireText,
  }),
});
export type StartFailureBody = z.infer<typeof StartFailureBody>;

/** One payment as every query answers it (docs/providers/paywall.md 5). */
export const QueryRow = z.looseObject({
  PaymentId: wireInteger,
  UniqueCode: z.string(),
  MerchantUniqueCode: wireText,
  TrackingCode: wireText,
  ActivityId: wireInteger.nullish(),
  IsProvision: wireFlag,
  AnySuccessPayment: wireFlag,
  AnySuccessRefund: wireFlag,
  AnySuccessPartialRefund: wireFlag,
  AnySuccessCancel: wireFlag,
  Error: z.looseObject({ AnyError: wireFlag, ErrorType: wireInteger.nullish(), ErrorMessage: wireText }).nullish(),
  Status: wireFlag,
  StatusId: wireInteger.nullish(),
  StatusName: wireText,
  TypeId: wireInteger.nullish(),
  Installment: wireInteger.nullish(),
  CurrencyId: wireInteger.nullish(),
  CurrencyName: wireText,
  CardNumber: wireText,
  CardBankName: wireText,
  CardTypeName: wireText,
  LastActivityDateTime: wireText,
  PaymentAmount: wireDecimal.nullish(),
  ActivityAmount: wireDecimal.nullish(),
  IsFullyRefunded: wireFlag,
  RemainingRefundAmount: wireDecimal.nullish(),
  CommissionAmount: wireDecimal.nullish(),
});
export type QueryRow = z.infer<typeof QueryRow>;

export const QueryBody = z.looseObject({ Paywall: QueryRow });
export type QueryBody = z.infer<typeof QueryBody>;

/** Queries by tracking code and by product: at most a hundred rows. */
export const QueryListBody = z.looseObject({ List: z.array(QueryRow).nullish() });

/** `POST temptoken`. */
export const TempTokenBody = z.looseObject({ Token: z.string().min(1), ExpiryDateTime: wireText });
export type TempTokenBody = z.infer<typeof TempTokenBody>;

/** One stored card; the top-level type is its brand by a numbering of its own. */
export const StoredCardRow = z.looseObject({
  Name: wireText,
  CardNumber: z.string(),
  Month: wireInteger,
  Year: wireInteger,
  UniqueCode: z.string().min(1),
  Expired: wireFlag,
});
export type StoredCardRow = z.infer<typeof StoredCardRow>;
export const StoredCardsBody = z.array(StoredCardRow);

/** `GET installment`: `InterestAmount` is the total to pay. */
export const InstallmentBody = z.looseObject({
  CardBank: wireText,
  CardType: wireText,
  Options: z
    .array(
      z.looseObject({
        Installment: z.number().int(),
        RawAmount: wireDecimal,
        InterestAmount: wireDecimal,
        Commission: wireDecimal.nullish(),
        Interest: wireDecimal.nullish(),
      }),
    )
    .nullish(),
});
export type InstallmentBody = z.infer<typeof InstallmentBody>;

/** `GET bin/inquiry`. */
export const BinBody = z.looseObject({
  BinNumber: wireText,
  CardBank: wireText,
  CardBrand: wireText,
  CardFamily: wireText,
  CardType: wireText,
});
export type BinBody = z.infer<typeof BinBody>;

const totals = {
  TotalCount: wireInteger,
  TotalAmount: wireDecimal,
  SuccessfulCount: wireInteger,
  SuccessfulAmount: wireDecimal,
  UnsuccessfulCount: wireInteger,
  UnsuccessfulAmount: wireDecimal,
  RefundCount: wireInteger,
  RefundAmount: wireDecimal,
  PartialRefundCount: wireInteger,
  PartialRefundAmount: wireDecimal,
  CancelCount: wireInteger,
  CancelAmount: wireDecimal,
};

/** `POST private/vpos/reconciliation/reconcile`: the twelve totals of a day, all of them (docs/providers/paywall.md 10). */
export const ReconcileBody = z.looseObject({
  IsReconciled: wireFlag,
  Paywall: z.looseObject(totals).nullish(),
});
export type ReconcileBody = z.infer<typeof ReconcileBody>;

/** `POST checkout/generate`: the common payment page (docs/providers/paywall.md 7.1). */
const PageRequest = z.object({
  UniqueCode: z.string(),
  Amount: z.number(),
  CurrencyId: z.number().int(),
  LanguageId: z.number().int(),
  CallbackSupport: z.boolean(),
  CallbackAddress: z.string(),
  InstallmentSupport: z.boolean(),
  SuccessBackUrl: z.string(),
  FailBackUrl: z.string(),
  Force3D: z.boolean(),
  ShowProduct: z.boolean(),
  ExpireDateTime: z.string().nullable(),
  PayWatchSupport: z.boolean(),
  PayWatchMin: z.number().int(),
  PayWatchCallbackAddress: z.string(),
  Customer: z.object({ FullName: z.string(), Phone: z.string().optional(), Email: z.string().optional() }),
});
export type PageRequest = z.infer<typeof PageRequest>;

export const PageBody = z.looseObject({
  Id: wireInteger,
  Guid: wireText,
  UniqueCode: wireText,
  Link: z.string().min(1),
});
export type PageBody = z.infer<typeof PageBody>;

/** `GET checkout/inquiry`. */
export const PageInquiryBody = z.looseObject({
  Id: wireInteger,
  UniqueCode: wireText,
  Amount: wireDecimal,
  CurrencyId: wireInteger.nullish(),
  AnyPayment: wireFlag,
  SuccessPayment: wireFlag,
});
export type PageInquiryBody = z.infer<typeof PageInquiryBody>;
