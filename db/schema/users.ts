import { index, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../columns";

/** People. One person may serve several merchants, so this table belongs to none. */
export const users = pgTable("users", {
  id: text("id").primaryKey(),
  email: text("email").notNull(),
  /** E-mail folded by one rule so that two spellings cannot make two accounts (fault F50). */
  emailFolded: text("email_folded").notNull().unique(),
  name: text("name").notNull(),
  passwordHash: text("password_hash").notNull(),
  locale: text("locale", { enum: ["tr", "en"] }).notNull(),
  createdAt: instant("created_at").notNull(),
});

/** Server-side sessions: the cookie carries only an id whose SHA-256 is the key here. */
export const sessions = pgTable(
  "sessions",
  {
    idHash: text("id_hash").primaryKey(),
    userId: text("user_id").notNull(),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [index("sessions_user_idx").on(t.userId)],
);
