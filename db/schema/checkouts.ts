import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { currency, emailKey, instant, merchantId, minorUnits, mode, nameKey, phoneKey } from "../columns";

/** One purchase on our own payment page: one sum, as many tries as the guard allows, one payment taken. */
export const checkouts = pgTable(
  "checkouts",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    status: text("status").notNull(),
    because: jsonb("because").notNull(),
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    /** The provider the merchant named; null lets the routing rules choose at each try. */
    provider: text("provider", { enum: ["paynet", "paywall"] }),
    description: text("description"),
    customerName: text("customer_name"),
    customerEmail: text("customer_email"),
    customerPhone: text("customer_phone"),
    /** [{name, quantity, unit_amount}], unit amounts in minor units. */
    items: jsonb("items").notNull(),
    /** `manual` holds the money; it is captured or let go later. */
    capture: text("capture", { enum: ["automatic", "manual"] }).notNull(),
    maxInstallments: integer("max_installments").notNull(),
    /** The payer bears the difference of instalments, else the merchant does. */
    payerBearsDifference: boolean("payer_bears_difference").notNull(),
    /** The merchant's own; not unique. */
    referenceNo: text("reference_no"),
    shareToken: text("share_token").notNull(),
    successUrl: text("success_url"),
    failureUrl: text("failure_url"),
    /** Frozen terms of a payment whose delivery is confirmed first; null: none. */
    escrow: jsonb("escrow"),
    metadata: jsonb("metadata").notNull(),
    /** The payment that was taken, else the newest one. */
    paymentId: text("payment_id"),
    expiresAt: instant("expires_at").notNull(),
    /** Staff or a program closed it: a payer who comes back from the bank is not charged any more. */
    closedAt: instant("closed_at"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    emailKey: emailKey(),
    nameKey: nameKey(),
    phoneKey: phoneKey(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("checkouts_share_token").on(t.merchantId, t.shareToken),
    index("checkouts_newest").on(t.merchantId, t.mode, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("checkouts_reference").on(t.merchantId, t.mode, t.referenceNo),
    index("checkouts_email").on(t.merchantId, t.mode, t.emailKey),
    index("checkouts_name").on(
      t.merchantId,
      t.mode,
      t.nameKey,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("checkouts_phone").on(t.merchantId, t.mode, t.phoneKey),
    index("checkouts_ending").on(t.expiresAt).where(sql`status in ('open', 'processing')`),
    check("checkouts_amount", sql`${t.amount} > 0 and ${t.amount} <= 1000000000000`),
    check("checkouts_installments", sql`${t.maxInstallments} between 1 and 36`),
  ],
);

/** Which account a checkout's try goes to. The first rule that fits and whose account is healthy wins. */
export const routingRules = pgTable(
  "routing_rules",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    position: integer("position").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    /** Card families or schemes in lower case; empty fits every card. */
    cardFamilies: text("card_families").array().notNull(),
    /** Minor units, both ends inclusive; null is no bound. */
    amountMin: minorUnits("amount_min"),
    amountMax: minorUnits("amount_max"),
    installmentsMin: integer("installments_min").notNull(),
    installmentsMax: integer("installments_max").notNull(),
    validFrom: instant("valid_from").notNull(),
    /** A rule is ended, never changed: what decided an old payment can still be read. */
    validTo: instant("valid_to"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    index("routing_rules_order").on(t.merchantId, t.mode, t.position),
  ],
);

/** The guard against card testing closed something until then. */
export const paymentFreezes = pgTable(
  "payment_freezes",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    /** checkout: this page; address: this caller; bin: these cards; merchant: every checkout. */
    scope: text("scope", { enum: ["checkout", "address", "bin", "merchant"] }).notNull(),
    /** The checkout's id, the address' hash or the card's first digits; empty for the merchant. */
    key: text("key").notNull(),
    tries: integer("tries").notNull(),
    declined: integer("declined").notNull(),
    frozenAt: instant("frozen_at").notNull(),
    frozenUntil: instant("frozen_until").notNull(),
    liftedAt: instant("lifted_at"),
    liftedBy: text("lifted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    index("payment_freezes_live").on(t.merchantId, t.mode, t.scope, t.key, t.frozenUntil),
  ],
);

/**
 * A card that a payer asked to keep for this merchant. The provider keeps it; here stands whose it is and how it is
 * named there. Without `kept_at` it is a wish: the payment of its try has not succeeded.
 */
export const storedCards = pgTable(
  "stored_cards",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    provider: text("provider", { enum: ["paynet", "paywall"] }).notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    /** The try that was asked to keep it. */
    attemptId: text("attempt_id").notNull(),
    /** SHA-256 of the token in the payer's cookie of this merchant. */
    payerHash: text("payer_hash").notNull(),
    /** Who the card belongs to at the provider; random, one a card. */
    ownerId: text("owner_id").notNull(),
    /** What the card is called at the provider: it can pay, so it is sealed, and gone once the card is deleted. */
    sealedCard: text("sealed_card"),
    bin: text("bin"),
    last4: text("last4"),
    brand: text("brand"),
    bank: text("bank"),
    label: text("label").notNull(),
    consentVersion: text("consent_version").notNull(),
    consentedAt: instant("consented_at").notNull(),
    /** When the provider is asked for a card that nobody has seen yet. */
    nextCheckAt: instant("next_check_at"),
    keptAt: instant("kept_at"),
    lastUsedAt: instant("last_used_at"),
    deletedAt: instant("deleted_at"),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("stored_cards_attempt").on(t.merchantId, t.attemptId),
    index("stored_cards_wished").on(t.nextCheckAt).where(sql`kept_at is null`),
    index("stored_cards_of_payer").on(t.merchantId, t.payerHash).where(sql`kept_at is not null and deleted_at is null`),
    check(
      "stored_cards_sealed",
      sql`(${t.sealedCard} is not null) = (${t.keptAt} is not null and ${t.deletedAt} is null)`,
    ),
  ],
);
