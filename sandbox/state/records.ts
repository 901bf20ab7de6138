import type { PaynetCard, PaynetSession } from "../paynet/records";
import type { PosAgent, PosKey, PosRules, PosSession } from "../paypos/records";
import type { PaywallMember } from "../paywall/members/records";
import type { PaywallPayout } from "../paywall/payout/records";
import type {
  PaywallListener,
  PaywallPage,
  PaywallPayment,
  PaywallReconciliation,
  PaywallStoredCard,
  PaywallToken,
} from "../paywall/records";

/** What the sandbox holds to be true. Amounts are bigint kuruş, times are milliseconds since the epoch. */

export interface Paylink {
  id: string;
  /** The guid inside the payer's URL; Paynet keeps it apart from `id` (docs/providers/paynet.md 5.1). */
  pageId: string;
  account: string;
  agentId: string;
  referenceNo: string;
  nameSurname: string;
  email: string;
  phone: string;
  userName: string;
  note: string;
  agentNote: string;
  amount: bigint;
  currency: string;
  addCommission: boolean;
  multiPayment: boolean;
  sendMail: boolean;
  sendSms: boolean;
  instalmentKey: string;
  succeedUrl: string;
  errorUrl: string;
  confirmationUrl: string;
  passive: boolean;
  createdAt: number;
  expiresAt: number;
  expireHours: number;
  /** The latest successful payment; a single-use link with one is used up. */
  paidXactId: string | null;
}

/** A card as the sandbox remembers it: never the number itself. */
export interface RememberedCard {
  masked: string;
  holder: string;
  type: "cc" | "bc";
  brand: string;
  bankId: string;
  bankName: string;
  threeDsOff: boolean;
}

export type AttemptStatus = "awaiting_3d" | "paid" | "declined" | "3d_failed";

export interface Attempt {
  id: string;
  account: string;
  paylinkId: string;
  card: RememberedCard;
  instalment: number;
  status: AttemptStatus;
  /** Bank error to decline with although the password is right; null for a normal answer. */
  declineWith: string | null;
  startedAt: number;
  endedAt: number | null;
  xactId: string | null;
}

export interface Transaction {
  /** The encrypted id (`xk_...`), which every service but the plain-id ones takes. */
  id: string;
  xact: number;
  account: string;
  paylinkId: string | null;
  agentId: string;
  referenceNo: string;
  /** docs/providers/paynet.md 1.7: 1 sale, 3 pre-authorisation, 4 capture, 5-6 their reversals. */
  transactionType: number;
  isSucceed: boolean;
  isTds: boolean;
  amount: bigint;
  net: bigint;
  commission: bigint;
  commissionTax: bigint;
  refunded: bigint;
  ratioBps: number;
  endUserRatioBps: number;
  instalment: number;
  currency: string;
  card: RememberedCard;
  authorizationCode: string;
  referenceCode: string;
  orderId: string;
  bankErrorId: string;
  bankErrorMessage: string;
  paynetErrorId: string;
  paynetErrorMessage: string;
  email: string;
  phone: string;
  note: string;
  at: number;
  /** Queries do not show the row before this moment (a provider whose read side lags). */
  visibleAt: number;
  reversedXactId: string | null;
  /** Of a sale started as escrow: whether its delivery was decided about. */
  hold?: "waiting" | "approved" | "rejected";
  /** The card's bank took the money back. */
  chargedBack?: boolean;
  uuid: string;
}

export type ReversalStatus = "requested" | "approved" | "rejected";

export interface Reversal {
  id: string;
  account: string;
  xactId: string;
  amount: bigint;
  succeedUrl: string;
  /** Same day: the whole sale is taken back before settlement; later days: money is sent back. */
  method: "cancel" | "refund";
  status: ReversalStatus;
  requestedAt: number;
  /** When the review ends by itself; null for a request that waits for somebody's decision. */
  decidesItselfAt: number | null;
  decidedAt: number | null;
  /** The row that gave the money back, once approved. */
  resultXactId: string | null;
}

export interface DeliveryTry {
  at: number;
  /** HTTP status, or null when no answer came. */
  status: number | null;
  note: string;
}

export interface Delivery {
  id: string;
  /** Whose webhook it is; Paynet's unless said. */
  provider?: "paywall";
  account: string;
  xactId: string;
  url: string;
  body: string;
  status: "queued" | "delivered" | "failed" | "suppressed";
  tries: DeliveryTry[];
  queuedAt: number;
}

/** A remembered fact outside the other collections: clock offset, counters, sentinels already used. */
export interface Mark {
  id: string;
  value: number;
}

export interface Collections {
  paylink: Paylink;
  attempt: Attempt;
  transaction: Transaction;
  reversal: Reversal;
  delivery: Delivery;
  mark: Mark;
  pnSession: PaynetSession;
  pnCard: PaynetCard;
  posKey: PosKey;
  posSession: PosSession;
  posAgent: PosAgent;
  posRules: PosRules;
  pwPayment: PaywallPayment;
  pwPage: PaywallPage;
  pwToken: PaywallToken;
  pwCard: PaywallStoredCard;
  pwReconciliation: PaywallReconciliation;
  pwListener: PaywallListener;
  pwMember: PaywallMember;
  pwPayout: PaywallPayout;
}
export type CollectionName = keyof Collections;
