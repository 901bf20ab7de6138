import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant, merchantId, mode } from "../columns";

/** Jobs that gave up and wait for a person: one row a subject, written when the queue's last retry failed. */
export const deadLetters = pgTable(
  "dead_letters",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    /** The queue whose handler failed. */
    kind: text("kind").notNull(),
    subjectId: text("subject_id").notNull(),
    data: jsonb("data").notNull(),
    errorClass: text("error_class").notNull(),
    /** Short, without secrets and card numbers. */
    message: text("message").notNull(),
    attempts: integer("attempts").notNull(),
    state: text("state", { enum: ["open", "redriven", "resolved", "dismissed"] }).notNull(),
    decidedBy: text("decided_by"),
    reason: text("reason"),
    firstAt: instant("first_at").notNull(),
    lastAt: instant("last_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    uniqueIndex("dead_letters_open").on(t.merchantId, t.kind, t.subjectId).where(sql`state in ('open', 'redriven')`),
    index("dead_letters_newest").on(t.merchantId, t.mode, t.lastAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
  ],
);
