import "server-only";
import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { storedCards } from "@/db/schema/checkouts";
import { type Tx, transact, withMerchant } from "@/db/tenancy";

export type StoredCardRecord = typeof storedCards.$inferSelect;

/** More than a person has; nobody fills a page with cards. */
const MOST = 10;

const isLive = and(isNotNull(storedCards.keptAt), isNull(storedCards.deletedAt));
const now = sql`vezne_now()`;

type Own = { merchantId: string; payerHash: string; mode: "test" | "live" };

const ofPayer = ({ merchantId, payerHash, mode }: Own) =>
  and(eq(storedCards.merchantId, merchantId), eq(storedCards.payerHash, payerHash), eq(storedCards.mode, mode), isLive);

/** The kept cards of one payer, the last used first. */
export function listStoredCards(tx: Tx, own: Own): Promise<StoredCardRecord[]> {
  const newest = sql`coalesce(${storedCards.lastUsedAt}, ${storedCards.keptAt})`;
  return tx.select().from(storedCards).where(ofPayer(own)).orderBy(desc(newest), desc(storedCards.id)).limit(MOST);
}

/** One kept card of this very payer; undefined for anybody else's and for a deleted one. */
export async function readStoredCard(own: Own, id: string): Promise<StoredCardRecord | undefined> {
  return withMerchant(own.merchantId, async (tx) => {
    const [row] = await tx
      .select()
      .from(storedCards)
      .where(and(ofPayer(own), eq(storedCards.id, id)));
    return row;
  });
}

/** Writes down that a payer asked to keep the card of this try, before the provider hears of it. */
export async function insertWish(row: typeof storedCards.$inferInsert): Promise<void> {
  await transact(row.merchantId, (tx) => tx.insert(storedCards).values(row).onConflictDoNothing());
}

/** What was asked for by a try and is not kept yet. */
export async function readWish(merchantId: string, attemptId: string): Promise<StoredCardRecord | undefined> {
  return withMerchant(merchantId, async (tx) => {
    const [row] = await tx
      .select()
      .from(storedCards)
      .where(
        and(
          eq(storedCards.merchantId, merchantId),
          eq(storedCards.attemptId, attemptId),
          isNull(storedCards.keptAt),
          isNull(storedCards.deletedAt),
        ),
      );
    return row;
  });
}

type Kept = Pick<typeof storedCards.$inferInsert, "ownerId" | "sealedCard" | "bin" | "last4" | "brand" | "bank">;

/** The wish becomes a card, once: a repetition finds nothing left to write. */
export async function writeKept({ merchantId, id }: StoredCardRecord, kept: Kept): Promise<void> {
  await transact(merchantId, (tx) =>
    tx
      .update(storedCards)
      .set({ ...kept, keptAt: now })
      .where(
        and(
          eq(storedCards.merchantId, merchantId),
          eq(storedCards.id, id),
          isNull(storedCards.keptAt),
          isNull(storedCards.deletedAt),
        ),
      ),
  );
}

export async function writeUsed({ merchantId, id }: StoredCardRecord): Promise<void> {
  await transact(merchantId, (tx) =>
    tx
      .update(storedCards)
      .set({ lastUsedAt: now })
      .where(and(eq(storedCards.merchantId, merchantId), eq(storedCards.id, id))),
  );
}

/** From here on nothing of ours can pay with it; of a wish, that no card will come of it. */
export async function writeDeleted({ merchantId, id }: StoredCardRecord): Promise<void> {
  await transact(merchantId, (tx) =>
    tx
      .update(storedCards)
      .set({ deletedAt: now, sealedCard: null })
      .where(and(eq(storedCards.merchantId, merchantId), eq(storedCards.id, id), isNull(storedCards.deletedAt))),
  );
}
