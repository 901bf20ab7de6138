/** A key of one user of one dealer's panel. Its text is never kept: `id` is its SHA-256. */
export interface PosKey {
  id: string;
  account: string;
  agentId: string;
  userId: string;
  createdAt: number;
  expiresAt: number;
  closedAt: number | null;
}

/** `declined` waits for another tap; `reversed` is what a reversal ends as. */
export type PosStatus = "waiting" | "opened" | "declined" | "abandoned" | "paid" | "reversed";

/** One payment session. Amounts in kuruş; its encryption key is derived when asked for, never kept. */
export interface PosSession {
  /** Sixteen upper-case hex digits. */
  id: string;
  kind: "sale" | "reversal";
  account: string;
  agentId: string;
  userId: string;
  status: PosStatus;
  referenceNo: string;
  amount: bigint;
  addCommission: boolean;
  instalment: number;
  email: string;
  phone: string;
  note: string;
  callbackUrl: string;
  /** The sale that a reversal takes back, "" for a sale. */
  saleXactId: string;
  /** Every row this session made, oldest first: declined taps, then perhaps what ended it. */
  xactIds: string[];
  createdAt: number;
  expiresAt: number;
}

/** Where a dealer's successes are told; `id` is account and dealer. */
export interface PosAgent {
  id: string;
  account: string;
  agentId: string;
  webhookUrl: string;
}

/** What the emulator's administrator may change; one record. */
export interface PosRules {
  id: "rules";
  keyTtlSeconds: number;
  /** How a key that is over is refused. */
  refusedKeyStatus: 401 | 400;
  /** Addresses that may ask for keys; null lets every address in. */
  allowedAddresses: string[] | null;
}
