import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { currency, instant, merchantId, minorUnits, mode } from "../columns";

export const paylinks = pgTable(
  "paylinks",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    providerAccountId: text("provider_account_id").notNull(),
    provider: text("provider").notNull(),
    status: text("status").notNull(),
    /** Why the status is what it is: {at, actor, event_id, text, ...}. Written with every transition. */
    because: jsonb("because").notNull(),
    review: text("review"),
    amount: minorUnits("amount").notNull(),
    amountPaid: minorUnits("amount_paid").notNull(),
    currency: currency(),
    customerName: text("customer_name").notNull(),
    customerEmail: text("customer_email"),
    customerPhone: text("customer_phone"),
    note: text("note"),
    agentNote: text("agent_note"),
    /** The merchant's own; not unique. */
    referenceNo: text("reference_no"),
    /** Ours; the only reference the provider ever receives, frozen before the first call. */
    providerReference: text("provider_reference").notNull(),
    providerId: text("provider_id"),
    providerUrl: text("provider_url"),
    shareToken: text("share_token").notNull(),
    agentId: text("agent_id"),
    posType: integer("pos_type"),
    userName: text("user_name"),
    installmentKey: text("installment_key"),
    addCommission: boolean("add_commission").notNull(),
    sendEmail: boolean("send_email").notNull(),
    sendSms: boolean("send_sms").notNull(),
    sendConfirmationMail: boolean("send_confirmation_mail").notNull(),
    successUrl: text("success_url"),
    failureUrl: text("failure_url"),
    expiresInHours: integer("expires_in_hours").notNull(),
    expiresAt: instant("expires_at").notNull(),
    maxUses: integer("max_uses").notNull(),
    uses: integer("uses").notNull(),
    escrow: jsonb("escrow"),
    metadata: jsonb("metadata").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    /** When the sweeper next asks the provider about this link; null when nothing is expected. */
    nextCheckAt: instant("next_check_at"),
    checkStep: integer("check_step").notNull(),
    /** "Not found" counts only after 3 answers over 20 minutes (architecture decision 10). */
    absentAnswers: integer("absent_answers").notNull(),
    absentSince: instant("absent_since"),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("paylinks_provider_reference").on(t.merchantId, t.mode, t.providerReference),
    unique("paylinks_share_token").on(t.merchantId, t.shareToken),
    index("paylinks_newest").on(t.merchantId, t.mode, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("paylinks_status").on(
      t.merchantId,
      t.mode,
      t.status,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("paylinks_reference").on(t.merchantId, t.mode, t.referenceNo),
    // A notification without an address names a reference alone: whose is it? (db/functions/12-outside/unrouted.sql)
    index("paylinks_named").on(t.providerReference),
    index("paylinks_due").on(t.nextCheckAt).where(sql`next_check_at is not null`),
    check("paylinks_amount", sql`${t.amount} > 0 and ${t.amount} <= 1000000000000`),
    check("paylinks_uses", sql`${t.uses} >= 0 and ${t.maxUses} >= 1`),
    check("paylinks_hours", sql`${t.expiresInHours} between 1 and 8760`),
  ],
);
