import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { currency, instant, merchantId, minorUnits, mode } from "../../columns";
import { payments } from "../payments";

/** One till: a user of the provider's panel under an agent, whose phone takes the cards. */
export const posTerminals = pgTable(
  "pos_terminals",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    providerAccountId: text("provider_account_id").notNull(),
    /** The dealer and the panel user as the provider knows them. */
    agentId: text("agent_id").notNull(),
    panelUserId: text("panel_user_id").notNull(),
    name: text("name").notNull(),
    branchId: text("branch_id"),
    /** The provider's session key, sealed; null while none is open. */
    sealedKey: text("sealed_key"),
    keyOpenedAt: instant("key_opened_at"),
    /** Null where the provider's text could not be read: the key is used until it is refused. */
    keyExpiresAt: instant("key_expires_at"),
    /** The answer about the fiscal cash register exemption. */
    isFiscalInquiry: boolean("is_fiscal_inquiry"),
    /** When its cashier's page was last heard of. */
    lastSeenAt: instant("last_seen_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("pos_terminals_user").on(t.merchantId, t.mode, t.providerAccountId, t.agentId, t.panelUserId),
    check("pos_terminals_key", sql`(${t.sealedKey} is null) = (${t.keyOpenedAt} is null)`),
  ],
);

/** One try of a sale on a phone. The sale is the payment; each try has a reference of its own, never used again. */
export const posSessions = pgTable(
  "pos_sessions",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    status: text("status").notNull(),
    because: jsonb("because").notNull(),
    paymentId: text("payment_id").notNull(),
    attemptId: text("attempt_id").notNull(),
    terminalId: text("terminal_id").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    provider: text("provider").notNull(),
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    /** 1 is a single payment. */
    installments: integer("installments").notNull(),
    addCommission: boolean("add_commission").notNull(),
    description: text("description"),
    referenceNo: text("reference_no"),
    providerReference: text("provider_reference").notNull(),
    /** The dealer the sale is for, where it is not the terminal's own. */
    selectedAgentId: text("selected_agent_id"),
    /** The merchant's own mobile app is opened with it; null on our own pages. */
    callbackUrl: text("callback_url"),
    /** True: our server starts the sale. False: the merchant's mobile app does and reports. */
    startedByUs: boolean("started_by_us").notNull(),
    /** When our one start call was about to be sent. */
    sentAt: instant("sent_at"),
    paymentSessionId: text("payment_session_id"),
    deeplinkUrl: text("deeplink_url"),
    /** Opens what the provider's app hands back; sealed. */
    sealedEncryptionKey: text("sealed_encryption_key"),
    initiatedAt: instant("initiated_at"),
    openedAt: instant("opened_at"),
    /** When a callback, a webhook or a person first said that something happened. */
    hintedAt: instant("hinted_at"),
    endedAt: instant("ended_at"),
    /** Until then a card can be tapped as far as the cashier is concerned; a late one still counts. */
    deadlineAt: instant("deadline_at").notNull(),
    /** What the cashier saw, where the provider was silent. It decides nothing about the money. */
    cashierAnswer: text("cashier_answer", { enum: ["slip_paid", "slip_declined", "no_slip"] }),
    cashierAnsweredBy: text("cashier_answered_by"),
    cashierAnsweredAt: instant("cashier_answered_at"),
    /** A late success waits for a person. */
    alarmAt: instant("alarm_at"),
    alarmSeenBy: text("alarm_seen_by"),
    /** The device reversal under way: its refund, where to finish it. */
    reversalRefundId: text("reversal_refund_id"),
    reversalDeeplinkUrl: text("reversal_deeplink_url"),
    nextCheckAt: instant("next_check_at"),
    checkStep: integer("check_step").notNull().default(0),
    absentAnswers: integer("absent_answers").notNull().default(0),
    absentSince: instant("absent_since"),
    /** Frozen terms of a payment whose delivery is confirmed first; null: none. */
    escrow: jsonb("escrow"),
    metadata: jsonb("metadata").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("pos_sessions_reference").on(t.merchantId, t.providerReference),
    unique("pos_sessions_provider").on(t.merchantId, t.providerAccountId, t.paymentSessionId),
    foreignKey({ columns: [t.merchantId, t.paymentId], foreignColumns: [payments.merchantId, payments.id] }),
    foreignKey({ columns: [t.merchantId, t.terminalId], foreignColumns: [posTerminals.merchantId, posTerminals.id] }),
    // One phone does one sale at a time (fault F74).
    uniqueIndex("pos_sessions_one_a_terminal")
      .on(t.merchantId, t.terminalId)
      .where(sql`status in ('authorising', 'ready', 'initiated', 'opened', 'verifying')`),
    index("pos_sessions_payment").on(t.merchantId, t.paymentId),
    index("pos_sessions_newest").on(t.merchantId, t.mode, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("pos_sessions_terminal").on(t.merchantId, t.terminalId, t.createdAt.desc().nullsFirst()),
    index("pos_sessions_due").on(t.nextCheckAt).where(sql`next_check_at is not null`),
    index("pos_sessions_named").on(t.paymentSessionId),
    check("pos_sessions_amount", sql`${t.amount} > 0 and ${t.amount} <= 1000000000000`),
    check("pos_sessions_installments", sql`${t.installments} between 1 and 36`),
  ],
);
