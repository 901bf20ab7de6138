import { sql } from "drizzle-orm";
import { check, foreignKey, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { currency, instant, merchantId, minorUnits, mode } from "../../columns";
import { payments } from "../payments";
import { escrowAccounts } from "./accounts";

/** Somebody says the money should not go where it is going: the buyer, our staff, or the card's bank (chargeback). */
export const disputes = pgTable(
  "disputes",
  {
    merchantId: merchantId(),
    id: text("id").notNull(),
    mode: mode(),
    paymentId: text("payment_id").notNull(),
    /** Null: a chargeback of a payment that nothing was held for. */
    escrowId: text("escrow_id"),
    kind: text("kind", { enum: ["buyer", "staff", "chargeback"] }).notNull(),
    status: text("status").notNull(),
    because: jsonb("because").notNull(),
    reason: text("reason").notNull(),
    /** Minor units in question; of a chargeback, what the provider took back and from where. */
    amount: minorUnits("amount").notNull(),
    fromHeld: minorUnits("from_held").notNull(),
    fromReleased: minorUnits("from_released").notNull(),
    currency: currency(),
    /** The provider's own name of a chargeback; two reports of one are one. */
    providerReference: text("provider_reference"),
    /** Answer by then or it is lost. */
    deadlineAt: instant("deadline_at"),
    ownerId: text("owner_id"),
    openedBy: jsonb("opened_by").notNull(),
    outcome: text("outcome"),
    endedAt: instant("ended_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchantId, t.id] }),
    foreignKey({ columns: [t.merchantId, t.paymentId], foreignColumns: [payments.merchantId, payments.id] }),
    foreignKey({ columns: [t.merchantId, t.escrowId], foreignColumns: [escrowAccounts.merchantId, escrowAccounts.id] }),
    index("disputes_newest").on(t.merchantId, t.mode, t.status, t.createdAt.desc().nullsFirst()),
    index("disputes_of").on(t.merchantId, t.paymentId),
    uniqueIndex("disputes_one_open").on(t.merchantId, t.escrowId).where(sql`status = 'open' and kind <> 'chargeback'`),
    uniqueIndex("disputes_reference")
      .on(t.merchantId, t.mode, t.providerReference)
      .where(sql`provider_reference is not null`),
    check("disputes_amount", sql`${t.amount} > 0 and ${t.fromHeld} >= 0 and ${t.fromReleased} >= 0`),
  ],
);
