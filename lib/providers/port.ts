import type { Currency, Money } from "@/lib/kernel/money";
import type { HoldProvider } from "./hold";
import type { MarketplaceProvider } from "./marketplace";
import type { PartialAmount } from "./part-of";
import type { PayoutProvider } from "./payout";
import type { SoftPosProvider } from "./soft-pos";
import type { ThreeDProvider } from "./three-d";

/**
 * How a call may be repeated after a lost answer (architecture decision 9).
 * Only `repeatable` calls may ever be sent again without asking the provider first.
 */
export type RetryClass = "repeatable" | "query-then-repeat" | "never-auto-repeat";

export type LinkRequest = {
  reference: string;
  price: Money;
  payerName: string;
  email?: string;
  phone?: string;
  sendEmail: boolean;
  sendSms: boolean;
  validHours: number;
  note?: string;
  agentNote?: string;
  agentId?: string;
  posType?: number;
  userName?: string;
  installmentKey?: string;
  addCommission: boolean;
  manyUses: boolean;
  sendConfirmationMail: boolean;
  successUrl: string;
  failureUrl: string;
  confirmationUrl: string;
};

/** `unknown`: the provider may or may not have made it; only a lookup decides. */
export type LinkOutcome =
  | { kind: "created"; providerId: string; url: string }
  | { kind: "rejected"; code: string; message: string }
  | { kind: "unknown"; why: string };

export type LinkLookup =
  | { kind: "found"; providerId: string; url: string | undefined; passive: boolean; transactionId: string | undefined }
  | { kind: "absent" }
  | { kind: "unknown"; why: string };

export type ChangeOutcome =
  | { kind: "done" }
  | { kind: "rejected"; code: string; message: string }
  | { kind: "unknown"; why: string };

export type CardFacts = {
  bin: string | null;
  last4: string | null;
  brand: string | null;
  bank: string | null;
  type: string | null;
};

export type Decline = { code: string; class: DeclineClass; message: string };
export type DeclineClass = "insufficient_funds" | "three_d" | "card" | "bank" | "system";

/** What a row of the provider is about. `other` is a kind we do not know; it is never booked. */
export type TransactionKind = "sale" | "authorisation" | "capture" | "reversal" | "other";

/** One transaction as the provider answered it. Amounts in minor units; null where the answer had none. */
export type ProviderTransaction = {
  transactionId: string;
  kind: TransactionKind;
  reference: string | null;
  /** `open` is neither paid nor failed: a code or type we do not know. */
  verdict: "captured" | "authorised" | "failed" | "open";
  /** Of an open one: the payer never opened the bank's page, so that nothing was asked of any bank. */
  neverOpened?: true;
  amountCharged: bigint | null;
  net: bigint | null;
  commission: bigint | null;
  commissionTax: bigint | null;
  currency: Currency | null;
  currencyText: string;
  installments: number;
  card: CardFacts;
  decline: Decline | null;
  /** The card's bank took it back, as far as a list says so. */
  chargedBack?: true;
  occurredAt: Date | null;
  refs: Record<string, string>;
};

export type TransactionAnswer =
  | { kind: "found"; transactions: ProviderTransaction[]; callId: string }
  | { kind: "absent"; callId: string }
  | { kind: "unknown"; why: string };

export type TransactionList =
  | { kind: "complete"; transactions: ProviderTransaction[]; callId: string }
  | { kind: "unknown"; why: string };

/** `accepted` means filed, not refunded: the provider decides later (docs/providers/paynet.md, reversed_request). */
export type RefundOutcome = { callId: string } & (
  | { kind: "accepted" }
  | { kind: "rejected"; code: string; message: string }
  | { kind: "unknown"; why: string }
);

/** The provider's own record of money going back. */
export type ProviderReversal = {
  reversalId: string;
  /** The sale it belongs to. */
  transactionId: string;
  amount: bigint;
  state: "waiting" | "approved" | "rejected" | "open";
  requestedAt: Date | null;
};

/** A link as the provider's own list holds it. */
export type ProviderLink = {
  providerId: string;
  reference: string | null;
  passive: boolean;
  transactionId: string | null;
};

export type LinkList = { kind: "complete"; links: ProviderLink[] } | { kind: "unknown"; why: string };

/** `captured` carries the provider's own figures of the capture; anything less definite is `unknown`. */
export type CaptureOutcome =
  | { kind: "captured"; transaction: ProviderTransaction; callId: string }
  | { kind: "rejected"; code: string; message: string; callId: string }
  | { kind: "unknown"; why: string };

/**
 * What the sale itself says of money that went back, where the provider has no list of reversals. `remaining` is what may
 * still go back, minor units, null where it is not told; `last` the latest movement that gave something back.
 */
export type MoneyBack =
  | { kind: "none" }
  | { kind: "some"; remaining: bigint | null; last: { id: string; amount: bigint } | null };

export type TransactionDetail =
  | {
      kind: "found";
      transaction: ProviderTransaction;
      reversed: boolean;
      reversedBy: string | null;
      moneyBack?: MoneyBack;
      callId: string;
    }
  | { kind: "absent" }
  | { kind: "unknown"; why: string };

export type ReversalList =
  | { kind: "complete"; reversals: ProviderReversal[]; callId: string }
  | { kind: "unknown"; why: string };

/** Said before any call; the capabilities say it earlier (lib/providers/capabilities.ts). */
export type Unsupported = { kind: "unsupported" };

/** How many of a kind there were on a day, and how much; minor units. */
export type DayTotal = { count: number; amount: bigint };
/** `all`: sales, paid or not. */
export type DayTotals = Record<"all" | "paid" | "failed" | "refunds" | "partialRefunds" | "cancels", DayTotal>;

/** What a provider that compares days by itself says of ours; `theirs` its own totals, null where it told none. */
export type DayAnswer =
  | { kind: "agrees" }
  | { kind: "differs"; theirs: DayTotals | null }
  | { kind: "no_data" }
  | { kind: "unknown"; why: string };

/** What both providers can do for us. Outcomes are values; `unknown` is one of them. */
export interface PaymentProvider extends ThreeDProvider {
  createPaymentLink(request: LinkRequest): Promise<LinkOutcome>;
  findPaymentLink(reference: string): Promise<LinkLookup>;
  deactivatePaymentLink(reference: string): Promise<ChangeOutcome>;
  /** `linkId`, the provider's own id of the link, where a provider can tell by it whether its page was paid. */
  queryTransactions(
    by: { reference: string; linkId?: string | undefined } | { transactionId: string },
  ): Promise<TransactionAnswer>;
  /** Every transaction between two instants, all pages; `unknown` when any page is missing. */
  listTransactions(from: Date, to: Date): Promise<TransactionList>;
  /** Every link made between two instants, all pages; `unknown` when any page is missing. */
  listPaymentLinks(from: Date, to: Date): Promise<LinkList>;
  /** One transaction with all the provider tells of it; `reversed` once all of it went back. */
  describeTransaction(transactionId: string): Promise<TransactionDetail>;
  /** Gives the whole sale, or what is left of it, back. `saleAt` is when it was paid. Never repeated automatically. */
  refundAll(transactionId: string, saleAt?: Date): Promise<RefundOutcome>;
  /** Gives a part back; the type makes "all by accident" impossible. Never repeated automatically. */
  refundPart(transactionId: string, amount: PartialAmount, saleAt?: Date): Promise<RefundOutcome>;
  /** Takes the whole authorised amount. Never repeated automatically. */
  captureAll(transactionId: string): Promise<CaptureOutcome>;
  /** Takes a part; the rest is let go. Never repeated automatically. */
  capturePart(transactionId: string, amount: PartialAmount): Promise<CaptureOutcome>;
  /** Takes today's capture back whole; the authorisation is open again. Never repeated automatically. */
  takeCaptureBack(transactionId: string, saleAt?: Date): Promise<RefundOutcome>;
  /** Lets an authorised amount go. Never repeated automatically. */
  voidAuthorisation(transactionId: string): Promise<RefundOutcome>;
  /** Every reversal asked for between two instants, all pages; `unknown` when any page is missing. */
  listReversals(from: Date, to: Date): Promise<ReversalList>;
  /** Only where the provider compares an Istanbul day (`yyyy-mm-dd`) with ours by itself, from half past midnight. */
  reconcileDay?(day: string, totals: DayTotals): Promise<DayAnswer>;
  /** Only where the capability `softPos` says so. */
  softPos?: SoftPosProvider;
  /** Only where the provider divides a payment between sellers. */
  marketplace?: MarketplaceProvider;
  /** Tells the provider that keeps the money of a payment what became of its delivery. */
  hold?: HoldProvider;
  /** Only where the account has a pay-out contract, and never live while its states are a guess (PAYWALL-O1). */
  payouts?: PayoutProvider;
}
