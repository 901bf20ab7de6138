import type { RememberedCard } from "../state/records";

/** `replaced`: a newer session of the same reference took its place. */
export type SessionStatus = "open" | "awaiting_3d" | "passed" | "failed_3d" | "charged" | "declined" | "replaced";

/** A card the payer wants kept after a payment that succeeds. */
export interface CardWish {
  label: string;
  ownerId: string;
  userUniqueId: string;
}

/** One 3-D payment on its way. Its token is derived when asked for, never kept: this file must not be able to pay. */
export interface PaynetSession {
  /** `js_...` */
  id: string;
  account: string;
  /** `api`: made by tds_initial; `browser`: by paynetj/auth, the card came from the payer's browser. */
  flow: "api" | "browser";
  status: SessionStatus;
  referenceNo: string;
  returnUrl: string;
  /** Asked for, in kuruş; added commission comes on top. */
  amount: bigint;
  addCommission: boolean;
  instalment: number;
  transactionType: number;
  agentId: string;
  email: string;
  phone: string;
  note: string;
  ratioCode: string;
  isEscrow: boolean;
  tdsRequired: boolean;
  isTds: boolean;
  /** Counts the tokens made for it; 0 while no card was given. */
  tokens: number;
  card: RememberedCard | null;
  month: number;
  year: number;
  keep: CardWish | null;
  declineWith: string | null;
  createdAt: number;
  expiresAt: number;
  xactId: string | null;
  /** The card that was kept, if any. */
  cardId: string | null;
}

/** A kept card; its `card_hash` is derived from the id, never kept. */
export interface PaynetCard {
  id: string;
  account: string;
  ownerId: string;
  userUniqueId: string;
  label: string;
  card: RememberedCard;
  month: number;
  year: number;
  isDeleted: boolean;
}
