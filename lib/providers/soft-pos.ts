import type { Money } from "@/lib/kernel/money";
import type { ProviderTransaction } from "./port";

/**
 * The soft-POS steps of a provider (docs/providers/paynet.md 2). Outcomes are values; `unknown` is one of them: the
 * provider may or may not have done it.
 */

/** A key of one user of the provider's panel; softPOS calls need no other secret. Never logged, stored sealed. */
export type PosKeyOutcome =
  | {
      kind: "opened";
      key: string;
      /** Null where the answer's text could not be read: then the key is used until it is refused. */
      expiresAt: Date | null;
      /** The result of the fiscal cash register exemption, where it was answered. */
      isFiscalInquiry: boolean | null;
    }
  | { kind: "rejected"; code: string; message: string }
  | { kind: "unknown"; why: string };

export type PosSaleRequest = {
  key: string;
  /** Ours, one a try, never used again. */
  reference: string;
  price: Money;
  /** 1 is a single payment. */
  installments: number;
  /** The provider adds its commission on top of the price. */
  addCommission: boolean;
  description?: string;
  payerPhone?: string;
  payerEmail?: string;
  /** The dealer the sale is for, where it is not the key's own. */
  agentId?: string;
  /** A deep link of the caller's own mobile app; the provider's app opens it afterwards. */
  callbackUrl?: string;
};

/** `key_refused`: the key is over or unknown; nothing was started with it. */
export type PosStartOutcome =
  | { kind: "started"; paymentSessionId: string; deeplinkUrl: string; encryptionKey: string; callId: string }
  | { kind: "key_refused" }
  | { kind: "rejected"; code: string; message: string; callId: string }
  | { kind: "unknown"; why: string };

/**
 * `waiting`: the provider knows no transaction of this session yet. `found` has every transaction it named, oldest
 * first: declined taps, then perhaps a sale.
 */
export type PosSaleAnswer =
  | { kind: "found"; transactions: ProviderTransaction[]; callId: string }
  | { kind: "waiting"; callId: string }
  | { kind: "key_refused" }
  | { kind: "unknown"; why: string };

export type PosKeyClosing =
  | { kind: "closed" }
  | { kind: "rejected"; code: string; message: string }
  | { kind: "unknown"; why: string };

/** What the provider's app handed back to a mobile app. A hint: it may only lead to a question. */
export type PosCallback =
  | {
      kind: "read";
      paymentSessionId: string;
      isSucceeded: boolean | null;
      transactionId: string | null;
      code: string | null;
    }
  | { kind: "unreadable"; why: string };

export interface SoftPosProvider {
  /** A new key for this agent and panel user. Repeatable: several keys may live at once. */
  openKey(request: { agentId: string; userId: string }): Promise<PosKeyOutcome>;
  /** Announces a sale to the provider; money moves only on the phone. Never repeated: a lost answer has no second. */
  startSale(request: PosSaleRequest): Promise<PosStartOutcome>;
  /** What became of a session. Repeatable. */
  askSale(request: { key: string; paymentSessionId: string }): Promise<PosSaleAnswer>;
  /** Announces that the whole of a sale goes back; it ends on the phone. Never repeated. */
  startReversal(request: {
    key: string;
    transactionId: string;
    reference: string;
    callbackUrl?: string;
  }): Promise<PosStartOutcome>;
  /** Ends a key. Repeatable; an unknown key is closed too. */
  closeKey(key: string): Promise<PosKeyClosing>;
  /** Opens what the app handed back, with the key of its session. */
  readCallback(data: string, encryptionKey: string): PosCallback;
}
