import type { PaywallProduct } from "./marketplace/records";

/** What the imitated Paywall holds to be true. Amounts are bigint kuruş, times are milliseconds since the epoch. */

/** A card as the sandbox remembers it: never the number itself. */
export interface PaywallCardMemory {
  masked: string;
  owner: string;
  type: "Credit" | "Debit";
  brand: string;
  /** A documented failing card. */
  fails: boolean;
  month?: number;
  year?: number;
}

/** Who a stored card belongs to: one to three levels, all of which have to be named again. */
export interface PaywallCardOwner {
  first: string;
  second: string;
  third: string;
}

/** A card of the CardWall. What it is called on the wire changes by itself and is never kept. */
export interface PaywallStoredCard {
  id: string;
  account: string;
  owner: PaywallCardOwner;
  nickname: string;
  card: PaywallCardMemory;
  createdAt: number;
  deleted: boolean;
}

/** A movement of money, for the end of its day: 1 sale, 2 refund, 3 cancel, 4 partial refund. */
export interface PaywallMovement {
  type: number;
  amount: bigint;
  succeeded: boolean;
  at: number;
}

/** A day that a merchant has reconciled, or tried to. */
export interface PaywallReconciliation {
  /** Account and day. */
  id: string;
  account: string;
  number: number;
  day: string;
  isReconciled: boolean;
  insertedAt: number;
  updatedAt: number;
}

export interface PaywallWatch {
  id: number;
  statuses: number[];
  actionId: number;
  address: string;
  minutes: number;
  done: boolean;
}

export interface PaywallPayment {
  /** Account and merchant code: the pair that is unique. */
  id: string;
  account: string;
  paymentId: number;
  activityId: number;
  uniqueCode: string;
  merchantUniqueCode: string;
  trackingCode: string;
  amount: bigint;
  activityAmount: bigint;
  returned: bigint;
  currencyId: number;
  /** docs/providers/paywall.md 2, of the latest activity. */
  status: number;
  /** 1 sale, 2 refund, 3 cancel, 4 partial refund. */
  type: number;
  /** 1 and 2: 3-D and direct; 3 and 4: the same with provision. */
  method: number;
  provision: boolean;
  succeeded: boolean;
  anyRefund: boolean;
  anyPartialRefund: boolean;
  anyCancel: boolean;
  errorCode: string;
  errorMessage: string;
  installment: number;
  channelId: number;
  clientIp: string;
  card: PaywallCardMemory;
  successUrl: string;
  failUrl: string;
  productIds: string[];
  products?: PaywallProduct[];
  movements?: PaywallMovement[];
  /** Kept for this owner once the payment succeeds. */
  cardSave?: { nickname: string; owner: PaywallCardOwner } | null | undefined;
  savedCard?: string;
  cardSource?: "typed" | "temp" | "stored";
  watches: PaywallWatch[];
  /** What the bank answers a watch about a payment that hangs; it took nothing unless the control API says so. */
  bankTook?: boolean;
  /** The common page or link it was paid on. */
  pageId: string | null;
  createdAt: number;
  lastAt: number;
}

/** A common payment page or a LinkQr. */
export interface PaywallPage {
  id: string;
  kind: "checkout" | "link";
  account: string;
  guid: string;
  uniqueCode: string;
  trackId: string;
  title: string;
  amount: bigint;
  currencyId: number;
  callbackUrl: string;
  successUrl: string;
  failUrl: string;
  installments: boolean;
  createdAt: number;
  expiresAt: number | null;
  /** The watch every payment on the page gets. */
  watch?: { address: string; minutes: number } | null | undefined;
  anyPayment: boolean;
  paidBy: string | null;
}

/** A TempToken or a TempCard. */
export interface PaywallToken {
  id: string;
  account: string;
  number: number;
  expiresAt: number;
  card: PaywallCardMemory | null;
}

/** An address registered in the panel for general callbacks. */
export interface PaywallListener {
  id: string;
  account: string;
  url: string;
  types: number[];
}
