import "server-only";
import { and, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import { escrowAccounts, escrowEvidence, escrowReleases } from "@/db/schema/escrow/accounts";
import { disputes } from "@/db/schema/escrow/disputes";
import { deliveryCodes } from "@/db/schema/escrow/files";
import type { Tx } from "@/db/tenancy";

export type BuyerAccount = typeof escrowAccounts.$inferSelect;

/** What a payer's page needs of the case behind its payment, and nothing staff wrote. */
export type BuyerCase = {
  account: BuyerAccount;
  /** The newest code that can still be used. */
  code: { id: string; sentTo: string; expiresAt: Date } | undefined;
  /** Open, newest first; a chargeback is the bank's. */
  dispute: { kind: "buyer" | "staff" | "chargeback"; createdAt: Date } | undefined;
  /** Catalogue key of what the buyer complained of last. */
  complaint: string | null;
  parcel: { carrier: string | null; trackingNo: string } | null;
  /** Until then the newest release can be taken back. */
  undoUntil: Date | null;
};

/** Tries a code bears (`use_delivery_code`). */
const MOST_WRONG = 5;

/** The account of a payment; undefined where nothing is held for it. */
export async function readBuyerAccount(
  tx: Tx,
  merchantId: string,
  paymentId: string,
): Promise<BuyerAccount | undefined> {
  const [account] = await tx
    .select()
    .from(escrowAccounts)
    .where(and(eq(escrowAccounts.merchantId, merchantId), eq(escrowAccounts.paymentId, paymentId)));
  return account;
}

/** The newest code that is neither used nor dead. */
export async function readLiveCode(tx: Tx, { merchantId, id }: Pick<BuyerAccount, "merchantId" | "id">) {
  const [code] = await tx
    .select({ id: deliveryCodes.id, sentTo: deliveryCodes.sentTo, expiresAt: deliveryCodes.expiresAt })
    .from(deliveryCodes)
    .where(
      and(
        eq(deliveryCodes.merchantId, merchantId),
        eq(deliveryCodes.escrowId, id),
        isNull(deliveryCodes.usedAt),
        gt(deliveryCodes.expiresAt, sql`vezne_now()`),
        sql`${deliveryCodes.wrongTries} < ${MOST_WRONG}`,
      ),
    )
    .orderBy(desc(deliveryCodes.createdAt))
    .limit(1);
  return code;
}

async function openDisputeOf(tx: Tx, { merchantId, id }: BuyerAccount) {
  const [dispute] = await tx
    .select({ kind: disputes.kind, createdAt: disputes.createdAt })
    .from(disputes)
    .where(and(eq(disputes.merchantId, merchantId), eq(disputes.escrowId, id), eq(disputes.status, "open")))
    // One that pauses the clocks comes before the bank's.
    .orderBy(sql`kind = 'chargeback'`, desc(disputes.createdAt))
    .limit(1);
  return dispute;
}

async function newestEvidence(tx: Tx, { merchantId, id }: BuyerAccount, kind: "complaint" | "tracking") {
  const [row] = await tx
    .select({ data: escrowEvidence.data })
    .from(escrowEvidence)
    .where(
      and(
        eq(escrowEvidence.merchantId, merchantId),
        eq(escrowEvidence.escrowId, id),
        kind === "complaint"
          ? eq(escrowEvidence.kind, "complaint")
          : and(ne(escrowEvidence.kind, "complaint"), sql`${escrowEvidence.data} ? 'tracking_no'`),
      ),
    )
    .orderBy(desc(escrowEvidence.at), desc(escrowEvidence.id))
    .limit(1);
  return row?.data as Record<string, string> | undefined;
}

async function undoUntilOf(tx: Tx, { merchantId, id }: BuyerAccount): Promise<Date | null> {
  const [release] = await tx
    .select({ until: escrowReleases.undoUntil })
    .from(escrowReleases)
    .where(
      and(
        eq(escrowReleases.merchantId, merchantId),
        eq(escrowReleases.escrowId, id),
        eq(escrowReleases.status, "applied"),
      ),
    )
    .orderBy(desc(escrowReleases.undoUntil))
    .limit(1);
  return release?.until ?? null;
}

/** The case as its buyer may see it; undefined where nothing is held for the payment. */
export async function readBuyerCase(tx: Tx, merchantId: string, paymentId: string): Promise<BuyerCase | undefined> {
  const account = await readBuyerAccount(tx, merchantId, paymentId);
  if (account === undefined) return undefined;
  const parcel = await newestEvidence(tx, account, "tracking");
  return {
    account,
    code: await readLiveCode(tx, account),
    dispute: await openDisputeOf(tx, account),
    complaint: (await newestEvidence(tx, account, "complaint"))?.reason ?? null,
    parcel:
      parcel?.tracking_no === undefined ? null : { carrier: parcel.carrier ?? null, trackingNo: parcel.tracking_no },
    undoUntil: await undoUntilOf(tx, account),
  };
}
