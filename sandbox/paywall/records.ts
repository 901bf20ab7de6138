/** What the imitated Paywall holds to be true. Amounts are bigint kuruş, times are milliseconds since the epoch. */

/** A card as the sandbox remembers it: never the number itself. */
export interface PaywallCardMemory {
  masked: string;
  owner: string;
  type: "Credit" | "Debit";
  brand: string;
  /** A documented failing card. */
  fails: boolean;
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
