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
} from "drizzle-orm/pg-core";
import { currency, emailKey, instant, merchantId, minorUnits, mode, nameKey, phoneKey } from "../columns";
import { checkouts } from "./checkouts";
import { paylinks } from "./paylinks";

export const payments = pgTable(
  "payments",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    channel: text("channel", { enum: ["paylink", "checkout", "pos", "api"] }).notNull(),
    paylinkId: text("paylink_id"),
    checkoutId: text("checkout_id"),
    /** The newest try of a sale on a phone. */
    posSessionId: text("pos_session_id"),
    provider: text("provider").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    /** The payer's own address; whoever holds it sees this payment and no other. */
    token: text("token").notNull(),
    /** One browser's hand-overs on a link share it; null for what the provider reported by itself. */
    payerId: text("payer_id"),
    status: text("status").notNull(),
    because: jsonb("because").notNull(),
    /** Set when a person has to look: amount, currency, anatomy, duplicate, late. */
    review: text("review"),
    trust: text("trust", { enum: ["unsigned", "address_known", "signed", "confirmed"] }).notNull(),
    amountRequested: minorUnits("amount_requested").notNull(),
    installmentDifference: minorUnits("installment_difference"),
    commissionAdded: minorUnits("commission_added"),
    /** Blocked on the card by a pre-authorisation and not yet taken. */
    amountAuthorised: minorUnits("amount_authorised"),
    amountCharged: minorUnits("amount_charged"),
    commission: minorUnits("commission"),
    commissionTax: minorUnits("commission_tax"),
    net: minorUnits("net"),
    amountRefunded: minorUnits("amount_refunded").notNull(),
    /** Reserved by refunds that have not ended; nobody may ask for it a second time. */
    amountRefundPending: minorUnits("amount_refund_pending").notNull().default(sql`0`),
    currency: currency(),
    installments: integer("installments"),
    card: jsonb("card"),
    customerName: text("customer_name"),
    customerEmail: text("customer_email"),
    customerPhone: text("customer_phone"),
    referenceNo: text("reference_no"),
    providerReference: text("provider_reference").notNull(),
    providerRefs: jsonb("provider_refs").notNull(),
    metadata: jsonb("metadata").notNull(),
    paidAt: instant("paid_at"),
    // What the list is searched by, as columns: under row-level security an expression's index cannot be used.
    amountShown: minorUnits("amount_shown").generatedAlwaysAs(sql`coalesce(amount_charged, amount_requested)`),
    cardLast4: text("card_last4").generatedAlwaysAs(sql`(card->>'last4') collate "C"`),
    emailKey: emailKey(),
    nameKey: nameKey(),
    phoneKey: phoneKey(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("payments_token").on(t.merchantId, t.token),
    foreignKey({ columns: [t.merchantId, t.paylinkId], foreignColumns: [paylinks.merchantId, paylinks.id] }),
    foreignKey({ columns: [t.merchantId, t.checkoutId], foreignColumns: [checkouts.merchantId, checkouts.id] }),
    // The amount stands last in both, so that a walk passes over other amounts without a look into the table, and the tiles
    // are counted without one (ADR 0021).
    index("payments_newest").on(
      t.merchantId,
      t.mode,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
      t.amountShown,
      t.status,
    ),
    index("payments_status").on(
      t.merchantId,
      t.mode,
      t.status,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
      t.amountShown,
    ),
    // For the metrics, which ask about every merchant.
    index("payments_unknown").on(t.merchantId, t.id).where(sql`status = 'unknown'`),
    // A day at a provider, whatever stands before it.
    index("payments_paid").on(t.merchantId, t.providerAccountId, t.paidAt).where(sql`paid_at is not null`),
    index("payments_paylink").on(t.merchantId, t.paylinkId),
    index("payments_checkout").on(t.merchantId, t.checkoutId),
    index("payments_pos").on(t.merchantId, t.posSessionId).where(sql`pos_session_id is not null`),
    index("payments_reference").on(t.merchantId, t.mode, t.referenceNo),
    index("payments_provider_reference").on(t.merchantId, t.mode, t.providerReference),
    index("payments_provider").on(
      t.merchantId,
      t.mode,
      t.provider,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("payments_channel").on(
      t.merchantId,
      t.mode,
      t.channel,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("payments_review")
      .on(t.merchantId, t.mode, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`review is not null`),
    index("payments_amount").on(
      t.merchantId,
      t.mode,
      t.amountShown,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("payments_last4").on(t.merchantId, t.mode, t.cardLast4, t.createdAt.desc().nullsFirst()),
    index("payments_email").on(t.merchantId, t.mode, t.emailKey),
    index("payments_name").on(
      t.merchantId,
      t.mode,
      t.nameKey,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("payments_phone").on(t.merchantId, t.mode, t.phoneKey),
    check(
      "payments_amounts",
      sql`${t.amountRequested} > 0 and ${t.amountRefunded} >= 0 and ${t.amountRefundPending} >= 0`,
    ),
    // Never more back than was charged, in any sequence (invariant I2).
    check(
      "payments_refundable",
      sql`${t.amountRefunded} + ${t.amountRefundPending} <= coalesce(${t.amountCharged}, 0)`,
    ),
  ],
);

/** One try with a card. Bound to the provider's transaction id as soon as we learn it. */
export const attempts = pgTable(
  "attempts",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    paymentId: text("payment_id").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    provider: text("provider").notNull(),
    status: text("status").notNull(),
    providerReference: text("provider_reference").notNull(),
    providerTransactionId: text("provider_transaction_id"),
    card: jsonb("card"),
    decline: jsonb("decline"),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    /** How the card reached the provider; null for tries on a link's hosted page, as everything below. */
    cardEntry: text("card_entry", { enum: ["redirect", "browser_token", "server_card_entry"] }),
    /** `ours`: only our own charge takes the money. `provider`: it is taken on the bank's page without us. */
    chargeBy: text("charge_by", { enum: ["ours", "provider"] }),
    /** What the card is to be charged in all, minor units, and in how many parts. */
    amount: minorUnits("amount"),
    installments: integer("installments"),
    /** Where the payer's browser goes on; only ever read by the payer's own page. */
    providerUrl: text("provider_url"),
    /** Its start asked the provider to hold the money until it hears that the delivery was confirmed. */
    heldAtProvider: boolean("held_at_provider").notNull().default(false),
    /** The provider's session of this try, sealed. */
    sealedSession: text("sealed_session"),
    /** Charges sent with this session; the second and later only after a question. */
    charges: integer("charges").notNull().default(0),
    /** SHA-256 of the payer's address with the merchant's id, and the card's first digits: for the guard alone. */
    addressKey: text("address_key"),
    bin: text("bin"),
    nextCheckAt: instant("next_check_at"),
    checkStep: integer("check_step").notNull().default(0),
    absentAnswers: integer("absent_answers").notNull().default(0),
    absentSince: instant("absent_since"),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("attempts_transaction").on(t.merchantId, t.providerAccountId, t.providerTransactionId),
    foreignKey({ columns: [t.merchantId, t.paymentId], foreignColumns: [payments.merchantId, payments.id] }),
    index("attempts_payment").on(t.merchantId, t.paymentId),
    index("attempts_reference").on(t.merchantId, t.providerReference),
    // A notification without an address names a reference alone: whose is it?
    index("attempts_named").on(t.providerReference).where(sql`charge_by is not null`),
    index("attempts_failed").on(t.merchantId, t.providerAccountId, t.endedAt).where(sql`status = 'failed'`),
    index("attempts_due").on(t.nextCheckAt).where(sql`next_check_at is not null`),
    index("attempts_recent").on(t.merchantId, t.mode, t.startedAt).where(sql`charge_by is not null`),
  ],
);
