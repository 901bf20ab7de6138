import type { PayDelivery, PayTerms } from "./delivery/delivery-page";
import type { PayRefund } from "./delivery/refund-page";

/** What a payer's page may show, and nothing more. One kind a page; amounts in minor units as decimal text. */
export type PayMerchant = { name: string; descriptor: string; phone: string | null };

/** How the card reaches the provider (architecture decision 14). */
export type CardEntryMode = "redirect" | "browser_token" | "server_card_entry";

/** Why a payment was not taken; a catalogue key. `abandoned`: the provider knows no transaction of it. */
export type FailureReason = "limit" | "three_d" | "card" | "bank" | "system" | "abandoned";

/** One line of what is bought; `unitAmount` in minor units. */
export type SoldItem = { name: string; quantity: number; unitAmount: string };

export type StoredCardOnPage = { id: string; brand: string | null; bank: string | null; last4: string | null };

/** Our own checkout page. Amounts in minor units as decimal text. */
export type CheckoutPage = {
  kind: "checkout";
  token: string;
  merchant: PayMerchant;
  amount: string;
  description: string | null;
  referenceNo: string | null;
  items: SoldItem[];
  /** The merchant holds the money now and takes it later. */
  isHold: boolean;
  /** Plans to offer, rising, always with 1; their sums come by the card's first digits. */
  installments: number[];
  payerBearsDifference: boolean;
  customer: { name: string | null; email: string | null; phone: string | null };
  expiresAt: string;
  entry: CardEntryMode;
  /** The money waits until the payer confirms the delivery; null: it is the seller's at once. */
  held: PayTerms | null;
  provider: string;
  /** The provider account the page speaks to; travels back with the form as `account`. */
  account: string;
  /** Of the provider account, so that a `browser_token` page opens `connect-src` for one address; absent: by mode. */
  environment?: "sandbox" | "provider_test" | "live";
  providerHost: string;
  /** The last try of this checkout, when it failed: the page says why before it asks again. */
  lastFailure: { reason: FailureReason; code: string | null } | null;
  /** Texts of the merchant that the payer has to be shown; null where the merchant gave none. */
  texts: { privacy: string | null; distanceSales: string | null };
  /** Cards kept for this browser, the last used first; all that is ever shown of one. */
  storedCards: StoredCardOnPage[];
};

export type PayPage = { mode: "test" | "live" } & (
  | {
      kind: "offer";
      token: string;
      merchant: PayMerchant;
      amount: string;
      note: string | null;
      referenceNo: string | null;
      customerName: string;
      expiresAt: string;
      /** The money waits until the payer confirms the delivery; null: it is the seller's at once. */
      held: PayTerms | null;
      provider: string;
      providerHost: string;
      /** This browser already went to the bank once: the page says that a payment may be under way. */
      resumable: boolean;
    }
  | {
      kind: "redirecting";
      token: string;
      merchant: PayMerchant;
      amount: string;
      providerUrl: string;
      providerHost: string;
    }
  | {
      kind: "checking";
      token: string;
      merchant: PayMerchant;
      amount: string;
      reference: string;
      since: string;
      provider: string;
    }
  | {
      kind: "paid";
      token: string;
      merchant: PayMerchant;
      amount: string;
      amountCharged: string;
      /** What went back to the card so far, confirmed by the provider. */
      amountRefunded: string;
      installments: number;
      cardLast4: string | null;
      cardBank: string | null;
      paidAt: string;
      reference: string;
      note: string | null;
      /** Empty where the sale was not itemised. */
      items: SoldItem[];
      /** Null where nothing was held. */
      delivery: PayDelivery | null;
      /** The newest refund the payer may be told of. */
      refund: PayRefund | null;
      provider: string;
      shopUrl: string | null;
    }
  | {
      kind: "failed";
      token: string;
      merchant: PayMerchant;
      amount: string;
      /** Catalogue key; `abandoned` is a payment of which the provider knows no transaction. */
      reason: FailureReason;
      /** The provider's or the bank's own code of the last try; the failure coach reads it. */
      code: string | null;
      provider: string;
      retryToken: string | null;
      reference: string;
      shopUrl: string | null;
    }
  | CheckoutPage
  /** The guard against card testing closed the page until then; `openTry`: one of the tries is not yet known. */
  | { kind: "too_many"; merchant: PayMerchant; opensAt: string; openTry: boolean }
  /** Blocked on the card by a pre-authorisation; the merchant takes it or lets it go later. */
  | { kind: "held"; merchant: PayMerchant; amount: string; at: string; reference: string }
  /** The block was let go; nothing was ever taken. */
  | { kind: "released"; merchant: PayMerchant; amount: string; at: string; reference: string }
  /** `wasPaid`: somebody paid with the link before, so that nobody is told that nothing was charged. */
  | { kind: "expired"; merchant: PayMerchant; expiresAt: string; wasPaid: boolean }
  | { kind: "used_up"; merchant: PayMerchant }
  | { kind: "cancelled"; merchant: PayMerchant; at: string; wasPaid: boolean }
  | {
      kind: "already_paid";
      merchant: PayMerchant;
      receiptToken: string;
      amount: string;
      paidAt: string;
      cardLast4: string | null;
    }
  | { kind: "in_progress"; merchant: PayMerchant; since: string; resultToken: string | null }
  | { kind: "preparing"; merchant: PayMerchant; amount: string }
  | { kind: "not_created"; merchant: PayMerchant }
  | { kind: "not_found" }
);
