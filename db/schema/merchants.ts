import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { instant, merchantId, minorUnits } from "../columns";

/** A shop. Its id is the tenant; everything below it carries that id first. */
export const merchants = pgTable(
  "merchants",
  {
    merchantId: text("merchant_id").primaryKey(),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    /** What the payer finds on the card statement after the provider's name. */
    descriptor: text("descriptor").notNull(),
    phone: text("phone"),
    email: text("email"),
    /** Above these one person is not enough (contract 3). */
    refundLimit: minorUnits("refund_limit").notNull(),
    releaseLimit: minorUnits("release_limit").notNull(),
    /** Plain texts of the shop that a payer is shown before paying; null where it gave none. */
    privacyText: text("privacy_text"),
    distanceSalesText: text("distance_sales_text"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    check(
      "merchants_payer_texts",
      sql`length(${t.privacyText}) between 1 and 20000 and length(${t.distanceSalesText}) between 1 and 20000`,
    ),
  ],
);

export const branches = pgTable(
  "branches",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchantId, t.id] })],
);

export const memberships = pgTable(
  "memberships",
  {
    merchantId: merchantId(),
    userId: text("user_id").notNull(),
    role: text("role", {
      enum: ["owner", "admin", "finance", "approver", "cashier", "support", "auditor", "developer"],
    }).notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchantId, t.userId] }), index("memberships_user_idx").on(t.userId)],
);

export const providerAccounts = pgTable(
  "provider_accounts",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: text("mode", { enum: ["test", "live"] }).notNull(),
    environment: text("environment", { enum: ["sandbox", "provider_test", "live"] }).notNull(),
    provider: text("provider", { enum: ["paynet", "paywall"] }).notNull(),
    label: text("label").notNull(),
    isDefault: text("is_default", { enum: ["yes", "no"] }).notNull(),
    /** Provider secret, sealed with the key-encryption key; only the outbound client opens it. */
    sealedSecret: text("sealed_secret").notNull(),
    secretLast4: text("secret_last4").notNull(),
    allowlist: text("allowlist").array().notNull(),
    allowlistMode: text("allowlist_mode", { enum: ["off", "monitor", "enforce"] }).notNull(),
    /** Sealed like the provider secret; at most two live at once while one is rolled. */
    sealedWebhookSecrets: text("sealed_webhook_secrets").array().notNull(),
    /** How a card reaches this provider on our own page (architecture decision 14). */
    cardEntry: text("card_entry", { enum: ["redirect", "browser_token", "server_card_entry"] })
      .notNull()
      .default("redirect"),
    /** Who confirmed the merchant's own SAQ D before cards may pass through this server, and when. */
    cardEntryAcknowledgedBy: text("card_entry_acknowledged_by"),
    cardEntryAcknowledgedAt: instant("card_entry_acknowledged_at"),
    /** Whether payments under terms of delivery are held at the provider too (docs/decisions/0019-provider-mirror.md). */
    escrowMirror: text("escrow_mirror", { enum: ["off", "on"] })
      .notNull()
      .default("off"),
    signatureRequired: text("signature_required", { enum: ["yes", "no"] }).notNull(),
    nextSweepAt: instant("next_sweep_at"),
    sweptUntil: instant("swept_until"),
    /** When its books are compared with the provider's again. */
    nextReconciliationAt: instant("next_reconciliation_at"),
    lastAnswerAt: instant("last_answer_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("provider_accounts_label").on(t.merchantId, t.mode, t.label),
  ],
);
