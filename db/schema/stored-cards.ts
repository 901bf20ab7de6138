import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { instant, merchantId, mode } from "../columns";

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
    keptAt: instant("kept_at"),
    lastUsedAt: instant("last_used_at"),
    deletedAt: instant("deleted_at"),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("stored_cards_attempt").on(t.merchantId, t.attemptId),
    index("stored_cards_of_payer").on(t.merchantId, t.payerHash).where(sql`kept_at is not null and deleted_at is null`),
    check(
      "stored_cards_sealed",
      sql`(${t.sealedCard} is not null) = (${t.keptAt} is not null and ${t.deletedAt} is null)`,
    ),
  ],
);
