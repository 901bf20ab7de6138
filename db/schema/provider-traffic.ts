import { index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { instant, merchantId, mode } from "../columns";

/** The inbox: everything providers and returning browsers told us, stored before it is believed. */
export const providerEvents = pgTable(
  "provider_events",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    provider: text("provider").notNull(),
    providerAccountId: text("provider_account_id"),
    source: text("source", { enum: ["webhook", "return"] }).notNull(),
    /** SHA-256 of kind and body: providers give no event id. It saves work; money has its own keys. */
    eventKey: text("event_key").notNull(),
    deliveries: integer("deliveries").notNull(),
    trust: text("trust", { enum: ["unsigned", "address_known", "signed", "confirmed"] }).notNull(),
    status: text("status", { enum: ["received", "applied", "unmatched", "rejected", "dead"] }).notNull(),
    subjectKind: text("subject_kind"),
    subjectId: text("subject_id"),
    address: text("address"),
    contentType: text("content_type"),
    /** The body with card numbers masked; `bodySha256` is of the original bytes. */
    body: text("body").notNull(),
    bodySha256: text("body_sha256").notNull(),
    because: jsonb("because"),
    receivedAt: instant("received_at").notNull(),
    lastReceivedAt: instant("last_received_at").notNull(),
    appliedAt: instant("applied_at"),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    unique("provider_events_once").on(t.merchantId, t.mode, t.provider, t.eventKey),
    index("provider_events_subject").on(t.merchantId, t.subjectId),
    index("provider_events_open").on(t.status, t.receivedAt),
  ],
);

/** Written before every provider call and completed after it: no provider object without a row (I9). */
export const providerCalls = pgTable(
  "provider_calls",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    providerAccountId: text("provider_account_id").notNull(),
    provider: text("provider").notNull(),
    operation: text("operation").notNull(),
    retryClass: text("retry_class", { enum: ["repeatable", "query-then-repeat", "never-auto-repeat"] }).notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    state: text("state", { enum: ["sending", "answered", "no_answer"] }).notNull(),
    httpStatus: integer("http_status"),
    resultCode: integer("result_code"),
    /** Secrets and personal data are left out before the row is written. */
    request: jsonb("request").notNull(),
    response: jsonb("response"),
    durationMs: integer("duration_ms"),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [primaryKey({ columns: [t.merchantId, t.id] }), index("provider_calls_subject").on(t.merchantId, t.subjectId)],
);
