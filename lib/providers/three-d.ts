import type { Money } from "@/lib/kernel/money";
import type { ProviderTransaction, Unsupported } from "./port";

/** A card typed on our own page (`server_card_entry`). It lives in memory for one call: never stored, queued or logged. */
export type TypedCard = { kind: "typed"; holder: string; number: string; month: number; year: number; code: string };

/** What the provider gave the payer's browser in exchange for the card (`browser_token`). */
export type CardToken = {
  kind: "token";
  token: string;
  /** The provider's own session the token belongs to, where it has one (docs/providers/paynet.md, browser flow). */
  session?: string;
  /** Where the provider told the browser to go for the bank's page. A hint: checked, and built by us where it is missing. */
  threeDUrl?: string;
};

/** A card the provider keeps for this payer. */
export type StoredCard = { kind: "stored"; owner: string; card: string };

export type CardEntry = TypedCard | CardToken | StoredCard;

export type Payer = {
  name: string;
  phone: string;
  email: string;
  country: string;
  city: string;
  address: string;
  ip: string;
  identityNumber?: string;
  taxNumber?: string;
};

/**
 * A part of what the card is charged, and whose it is: only where the provider divides the money (Paywall). Discount
 * and cargo say who bears what of the division; the card is charged `amount` (docs/providers/paywall.md 3.1).
 */
export type ThreeDProduct = {
  id: string;
  name: string;
  category: string;
  description: string;
  /** Minor units, above zero; all of them together are the total. */
  amount: bigint;
  /** The seller it belongs to, by the provider's number; `agreed` is what the seller's own agreement there says. */
  seller?: {
    member: number;
    share: "agreed" | { commissionBasisPoints: number } | { earning: bigint };
  };
  discount?: { borneBy: "platform" | "seller"; of: { amount: bigint } | { basisPoints: number } };
  /** Who the cost is taken from, for the other one; `none` changes nothing. */
  cargo?: { takenFrom: "platform" | "seller" | "none"; cost: bigint };
};

/** When a payment hangs in one of these states for so many minutes, the provider asks the bank and acts. */
export type WatchRule = {
  states: ("started" | "failed" | "failed_when_asked")[];
  /** `change_and_cancel` gives a payment back that turns out to be taken; `change_and_tell` needs the url. */
  action: "report" | "change" | "change_and_cancel" | "change_and_tell";
  url?: string;
  minutes: number;
};

/** A wish about the way a payment takes through an orchestrating provider, by that provider's own numbers. */
export type RoutingWish = {
  /** The virtual POS to use, by the provider's key of it. */
  pos?: string;
  region?: number;
  /** Only ways that pay out after this term. */
  settlementTerm?: number;
  tag?: number;
  channel?: "web" | "android" | "ios" | "other";
};

/** A 3-D payment. Amounts in minor units. */
export type ThreeDRequest = {
  reference: string;
  /** What the merchant asked. */
  price: Money;
  /** What the card is charged: the price, and with it the difference of instalments where the payer bears it. */
  total: Money;
  /** 1 is a single payment. */
  installments: number;
  payerBearsDifference: boolean;
  /** Hold the money and capture later. */
  hold: boolean;
  /** The provider keeps the money, charged, until it hears that the delivery was confirmed (lib/providers/hold.ts). */
  untilDelivery?: boolean;
  card: CardEntry;
  /** Keep the card at the provider after a payment that succeeded. */
  keepCard?: { owner: string; label: string; within?: readonly [second: string, third?: string] };
  /** A pool of cards that several companies share, by the provider's name of it. */
  cardPool?: string;
  payer: Payer;
  items: { name: string; quantity: number; unitAmount: bigint }[];
  itemName: string;
  successUrl: string;
  failureUrl: string;
  /** Our own public origin, where the provider asks for it. */
  origin: string;
  /** Where the provider tells of a payment that hangs, and after how many minutes it looks. */
  watch?: { url: string; minutes: number };
  /** Several such rules, in place of the one. */
  watches?: WatchRule[];
  /** In place of `items`, where the provider divides the money; anything but the total is `rejected` before any call. */
  products?: ThreeDProduct[];
  routing?: RoutingWish;
};

/**
 * `redirect`: the payer's browser goes to `url` by GET. `session` is what a later charge needs, kept sealed by the caller;
 * empty where the provider charges by itself. `transactionId` is null where none exists before the charge.
 */
export type ThreeDOutcome =
  | { kind: "redirect"; url: string; session: Record<string, string>; transactionId: string | null }
  | { kind: "rejected"; code: string; message: string }
  | { kind: "unknown"; why: string }
  | Unsupported;

/** The second step of a payment that we charge ourselves after the bank's page. */
export type ChargeRequest = { reference: string; total: Money; hold: boolean; session: Record<string, string> };

/**
 * `answered` carries the provider's own row, declined or taken. `rejected` is a definite no: nothing was charged and
 * this session never will be. `already`: this session was used before; only a query tells how it ended.
 */
export type ChargeOutcome =
  | {
      kind: "answered";
      transaction: ProviderTransaction;
      /** The card the provider keeps now, where the start asked for it; it can pay, so it is stored sealed or not at all. */
      keptCard?: { owner: string; card: string };
      callId: string;
    }
  | { kind: "rejected"; code: string; message: string; callId: string }
  | { kind: "already"; callId: string }
  | { kind: "unknown"; why: string }
  | Unsupported;

/**
 * What a page needs so that the payer's browser can give its card to the provider. Nothing in it is secret.
 * `paynet_session`: a JSON POST to `url` with header `Authorization: Basic ` + `fields.publishable_key`; its body is
 * `session_id`, perhaps `instalment_key`, and `card_holder`, `pan`, `month`, `year`, `cvc`; the answer's `token_id` is
 * the token, `fields.card_session` (never sent to the provider) its session, `post_url` its `threeDUrl`.
 */
export type CardEntryGrant =
  | {
      kind: "granted";
      /** Which of our two page scripts speaks to it. */
      protocol: "paywall_temp_card" | "paynet_session";
      /** The provider's address the browser posts the card to; its origin is all that `connect-src` gains. */
      url: string;
      /** Fields the browser sends beside the card. */
      fields: Record<string, string>;
      expiresAt: Date | null;
    }
  | { kind: "rejected"; code: string; message: string }
  | { kind: "unknown"; why: string }
  | Unsupported;

/** A card kept by a payment that the provider charged itself, by the owner its start named; it can pay. */
export type KeptCard =
  | { kind: "found"; keptCard: { owner: string; card: string } }
  | { kind: "absent" }
  | { kind: "unknown"; why: string }
  | Unsupported;

/** `deleted`: the provider does not have the card, since now or before. */
export type CardDeletion =
  | { kind: "deleted" }
  | { kind: "rejected"; code: string; message: string }
  | { kind: "unknown"; why: string };

/** What a payer pays in all for each number of instalments; minor units. 1 is a single payment. */
export type InstallmentOption = {
  count: number;
  total: bigint;
  /** The provider's own name of this plan for this card, where it has one. */
  key?: string;
};

export type InstallmentTable =
  | { kind: "found"; options: InstallmentOption[] }
  | { kind: "unknown"; why: string }
  | Unsupported;

export type BinInfo =
  | { kind: "found"; brand: string | null; bank: string | null; type: string | null; family: string | null }
  | { kind: "unknown"; why: string }
  | Unsupported;

/** The card steps of a provider. Outcomes are values; `unknown` is one of them. */
export interface ThreeDProvider {
  /**
   * Opens the way for a card that goes from the payer's browser to the provider. A plan of instalments needs the card's
   * first six digits at Paynet, whose plans belong to a card family; without them it answers `rejected`.
   */
  prepareCardEntry(request: Omit<ThreeDRequest, "card"> & { bin?: string }): Promise<CardEntryGrant>;
  /** Starts a 3-D payment; repeated only after a query found nothing. */
  startThreeD(request: ThreeDRequest): Promise<ThreeDOutcome>;
  /** Charges after the bank's page. The same session may be sent again until the answer is definite. */
  chargeThreeD(request: ChargeRequest): Promise<ChargeOutcome>;
  /** Asks for the one card of an owner; unsupported where the charge itself answers it. Two are none. */
  findKeptCard(owner: string): Promise<KeptCard>;
  /** Takes a kept card away from the provider; repeating it is harmless. */
  deleteStoredCard(card: StoredCard): Promise<CardDeletion>;
  installmentTable(price: Money, bin: string | undefined, payerBearsDifference: boolean): Promise<InstallmentTable>;
  binInfo(bin: string): Promise<BinInfo>;
}
