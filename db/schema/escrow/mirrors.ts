import { sql } from "drizzle-orm";
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { instant, merchantId, mode } from "../../columns";
import { providerAccounts } from "../merchants";
import { escrowAccounts } from "./accounts";

/** What the provider that holds a payment's money is told of its case, and what it says itself: one a case. */
export const escrowMirrors = pgTable(
  "escrow_mirrors",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    escrowId: text("escrow_id").notNull(),
    paymentId: text("payment_id").notNull(),
    provider: text("provider").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    /** What the provider knows the payment by. */
    transactionId: text("transaction_id").notNull(),
    status: text("status").notNull(),
    because: jsonb("because").notNull(),
    /** What is, was or will be said; null while nothing is decided. */
    decision: text("decision", { enum: ["approve", "reject", "cancel"] }),
    /** The release's ten minutes end then; nothing is said before. */
    readyAt: instant("ready_at"),
    /** The second person of releases that took one, where the provider pays the seller by the approval. */
    approvedBy: text("approved_by"),
    sentAt: instant("sent_at"),
    /** How often something was said: after a refusal or a lost answer a person decides about the next time. */
    round: integer("round").notNull().default(0),
    /** As last read there; null where the provider cannot be read back or was not read yet. */
    seen: text("seen", { enum: ["approved", "not_approved", "partly"] }),
    seenAt: instant("seen_at"),
    /** Why our books and the provider do not say the same; null where they do or nobody can know. */
    drift: text("drift"),
    absentAnswers: integer("absent_answers").notNull().default(0),
    absentSince: instant("absent_since"),
    nextCheckAt: instant("next_check_at"),
    checkStep: integer("check_step").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("escrow_mirrors_case").on(t.merchantId, t.escrowId),
    foreignKey({ columns: [t.merchantId, t.escrowId], foreignColumns: [escrowAccounts.merchantId, escrowAccounts.id] }),
    foreignKey({
      columns: [t.merchantId, t.providerAccountId],
      foreignColumns: [providerAccounts.merchantId, providerAccounts.id],
    }),
    index("escrow_mirrors_status").on(t.merchantId, t.mode, t.status),
    index("escrow_mirrors_due").on(t.nextCheckAt).where(sql`next_check_at is not null`),
  ],
);

/** A beneficiary as a member of the provider's marketplace, by the IBAN that the payer's terms name. */
export const providerMembers = pgTable(
  "provider_members",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    providerAccountId: text("provider_account_id").notNull(),
    /** Without spaces; its owner's tax and identity numbers are sent to the provider and kept nowhere here. */
    iban: text("iban").notNull(),
    name: text("name").notNull(),
    /** `making` and `unknown`: only `findMember` tells. */
    status: text("status", { enum: ["making", "made", "refused", "unknown"] }).notNull(),
    /** The provider's number of it. */
    memberNumber: integer("member_number"),
    detail: text("detail"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("provider_members_iban").on(t.merchantId, t.providerAccountId, t.iban),
    foreignKey({
      columns: [t.merchantId, t.providerAccountId],
      foreignColumns: [providerAccounts.merchantId, providerAccounts.id],
    }),
  ],
);
