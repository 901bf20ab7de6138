import { sql } from "drizzle-orm";
import { check, customType, foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, merchantId, mode } from "../../columns";
import { escrowAccounts } from "./accounts";

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** Photos and papers, named by the SHA-256 of their bytes: the same file is stored once and cannot be another. */
export const evidenceFiles = pgTable(
  "evidence_files",
  {
    merchantId: merchantId(),
    sha256: text("sha256").notNull(),
    /** Read from the bytes themselves, never from the name. */
    mediaType: text("media_type", { enum: ["image/jpeg", "image/png", "image/webp", "application/pdf"] }).notNull(),
    size: integer("size").notNull(),
    content: bytea("content").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.sha256] }),
    check(
      "evidence_files_hash",
      sql`${t.sha256} = encode(sha256(${t.content}), 'hex') and ${t.size} = length(${t.content})`,
    ),
    check("evidence_files_size", sql`${t.size} between 1 and 5242880`),
  ],
);

/** A one-time code that lets the buyer say "it arrived". Only its hash is kept. */
export const deliveryCodes = pgTable(
  "delivery_codes",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    escrowId: text("escrow_id").notNull(),
    codeHash: text("code_hash").notNull(),
    /** Masked: where it was sent. */
    sentTo: text("sent_to").notNull(),
    wrongTries: integer("wrong_tries").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    foreignKey({ columns: [t.merchantId, t.escrowId], foreignColumns: [escrowAccounts.merchantId, escrowAccounts.id] }),
    index("delivery_codes_of").on(t.merchantId, t.escrowId, t.createdAt),
  ],
);
