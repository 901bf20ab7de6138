import { bigint, index, integer, interval, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "../columns";

/** Directories answer "whose is this?" before a tenant is known; only vezne_system reads them. */
export const apiKeys = pgTable(
  "api_keys",
  {
    keyHash: text("key_hash").primaryKey(),
    id: text("id").notNull().unique(),
    merchantId: text("merchant_id").notNull(),
    mode: text("mode", { enum: ["test", "live"] }).notNull(),
    /** The person the key acts as; their role is the ceiling of what the key may do. */
    userId: text("user_id").notNull(),
    name: text("name").notNull(),
    access: text("access", { enum: ["full", "read"] }).notNull(),
    createdAt: instant("created_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [index("api_keys_merchant_idx").on(t.merchantId)],
);

/** `/pay/{token}`: from the SHA-256 of a payer's token to the link or payment it opens. */
export const payTokens = pgTable("pay_tokens", {
  tokenHash: text("token_hash").primaryKey(),
  merchantId: text("merchant_id").notNull(),
  subjectKind: text("subject_kind", { enum: ["paylink", "checkout", "payment"] }).notNull(),
  subjectId: text("subject_id").notNull(),
  createdAt: instant("created_at").notNull(),
});

/** One row: how far vezne_now() stands from the machine's clock. Moved only by the sandbox control. */
export const clockOffset = pgTable("clock_offset", {
  id: text("id", { enum: ["clock"] }).primaryKey(),
  shift: interval("shift").notNull(),
});

/** Allowed steps of every state machine, filled from the TypeScript tables by the migration. */
export const stateSteps = pgTable(
  "state_steps",
  {
    entity: text("entity").notNull(),
    fromStatus: text("from_status").notNull(),
    toStatus: text("to_status").notNull(),
  },
  (t) => [primaryKey({ columns: [t.entity, t.fromStatus, t.toStatus] })],
);

/** Counters of rate-limiter-flexible, one row a key and window; shared by every process. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull(),
  expire: bigint("expire", { mode: "bigint" }),
});
