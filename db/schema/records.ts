import { sql } from "drizzle-orm";
import { bigint, customType, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { instant, merchantId, mode } from "../columns";

const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** Who did what and because of what; appended in the same statement as the change it tells of. */
export const auditLog = pgTable(
  "audit_log",
  {
    merchantId: merchantId(),
    seq: bigint("seq", { mode: "bigint" }).generatedAlwaysAsIdentity(),
    mode: mode(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind", { enum: ["user", "api_key", "system", "payer", "provider"] }).notNull(),
    actorId: text("actor_id").notNull(),
    action: text("action").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    paylinkId: text("paylink_id"),
    paymentId: text("payment_id"),
    fromStatus: text("from_status"),
    toStatus: text("to_status"),
    data: jsonb("data").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.seq] }),
    index("audit_log_payment").on(t.merchantId, t.paymentId),
    index("audit_log_paylink").on(t.merchantId, t.paylinkId),
  ],
);

/**
 * The chain over the audit rows: each seal's hash covers the one before and the row it seals. Written by the sealer
 * within a second, because chaining inside the money statement would serialise a merchant (architecture 7).
 */
export const auditSeals = pgTable(
  "audit_seals",
  {
    merchantId: merchantId(),
    position: bigint("position", { mode: "bigint" }).notNull(),
    seq: bigint("seq", { mode: "bigint" }).notNull(),
    hash: text("hash").notNull(),
    sealedAt: instant("sealed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchantId, t.position] }), unique("audit_seals_row").on(t.merchantId, t.seq)],
);

/** What open dashboards and mail must hear; written with the change, read by the relay. */
export const outbox = pgTable(
  "outbox",
  {
    merchantId: merchantId(),
    seq: bigint("seq", { mode: "bigint" }).generatedAlwaysAsIdentity(),
    mode: mode(),
    topic: text("topic").notNull(),
    subjectId: text("subject_id").notNull(),
    data: jsonb("data").notNull(),
    /** A reader takes only rows below every running transaction, else a late commit is skipped. */
    writtenBy: xid8("written_by").notNull().default(sql`pg_current_xact_id()`),
    createdAt: instant("created_at").notNull(),
    mailedAt: instant("mailed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.seq] }),
    index("outbox_seq").on(t.seq),
    index("outbox_written").on(t.writtenBy, t.seq),
    index("outbox_unmailed").on(t.seq).where(sql`mailed_at is null and topic in ('payment', 'refund', 'escrow')`),
  ],
);

/**
 * Mail that an outbox row asks for, one row a recipient. Sent at least once with one Message-ID; whoever takes a row
 * moves `next_try_at` on first, so that a relay which dies is followed by another.
 */
export const mails = pgTable(
  "mails",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    /** `receipt`, `refund_approval`, or what happened to held money: `escrow.held`, `escrow.released`, ... */
    kind: text("kind").notNull(),
    subjectId: text("subject_id").notNull(),
    /** The member it goes to, or `payer`. Addresses are read when it is sent and kept nowhere else. */
    recipient: text("recipient").notNull(),
    outboxSeq: bigint("outbox_seq", { mode: "bigint" }).notNull(),
    status: text("status", { enum: ["waiting", "sent", "withheld", "dead"] }).notNull(),
    tries: integer("tries").notNull(),
    /** Why it was withheld, or how the last try failed; never an address. */
    reason: text("reason"),
    nextTryAt: instant("next_try_at"),
    createdAt: instant("created_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("mails_once").on(t.merchantId, t.mode, t.kind, t.subjectId, t.recipient),
    index("mails_due").on(t.nextTryAt).where(sql`status = 'waiting'`),
  ],
);

/** Answers kept so that the same key and body give the same bytes (contract 4.1). */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    merchantId: merchantId(),
    mode: mode(),
    scope: text("scope").notNull(),
    key: text("key").notNull(),
    fingerprint: text("fingerprint").notNull(),
    state: text("state", { enum: ["in_flight", "done"] }).notNull(),
    sealedAnswer: text("sealed_answer"),
    /** Which run holds the key, and when it last said that it lives; a silent run is taken over. */
    claim: text("claim"),
    beatAt: instant("beat_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.mode, t.scope, t.key] }),
    index("idempotency_keys_age").on(t.createdAt),
  ],
);

/**
 * What was decided and in which order, apart from what it led to: every money command that changed something with its
 * arguments, and every change of a row outside a command. Insert-only; the money tables can be made again from it
 * (docs/decisions/0017-recorded-facts.md). `seq` is the order in which what conflicts was done: it is drawn under the locks.
 */
export const recordedFacts = pgTable(
  "recorded_facts",
  {
    merchantId: merchantId(),
    seq: bigint("seq", { mode: "bigint" }).generatedAlwaysAsIdentity(),
    /** What `vezne_now()` said all through the statement. */
    at: instant("at").notNull(),
    kind: text("kind", { enum: ["command", "row"] }).notNull(),
    /** The SQL command, or the table. */
    name: text("name").notNull(),
    /** The command's arguments, or the row's columns that are new. */
    args: jsonb("args").notNull(),
    /** MD5 of what the command answered: made again, it must answer the same. */
    answer: text("answer"),
  },
  (t) => [primaryKey({ columns: [t.merchantId, t.seq] })],
);
