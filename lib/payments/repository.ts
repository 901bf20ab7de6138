import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { providerAccounts } from "@/db/schema/merchants";
import { paylinks } from "@/db/schema/paylinks";
import { transact, withMerchant } from "@/db/tenancy";
import { actorRecord, type Context } from "@/lib/runtime/context";
import { runLinkStep } from "@/lib/runtime/run-command";
import type { PaymentFilter } from "./schemas";

const BATCH = 500;

/**
 * The provider answered our query with "no such transaction". After three such answers over twenty minutes the open
 * payments of the link end as `expired`; one SQL statement decides.
 */
export async function writeAbsence(
  merchantId: string,
  paylinkId: string,
  callId: string,
): Promise<"waiting" | "absent"> {
  const verdict = await runLinkStep("record_absence", { merchant_id: merchantId, paylink_id: paylinkId, of: callId });
  return verdict === "absent" ? "absent" : "waiting";
}

/** The payer's browser came back: their payment waits for the provider's word and is asked about sooner. */
export async function writeReturn(merchantId: string, paylinkId: string, paymentId: string): Promise<void> {
  await runLinkStep("record_return", { merchant_id: merchantId, paylink_id: paylinkId, of: paymentId });
}

/** Our links behind the references of a provider's list, by reference. */
export async function linksByReference(
  merchantId: string,
  accountId: string,
  references: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let start = 0; start < references.length; start += BATCH) {
    const batch = references.slice(start, start + BATCH);
    const ofAccount = and(eq(paylinks.merchantId, merchantId), eq(paylinks.providerAccountId, accountId));
    const rows = await withMerchant(merchantId, (tx) =>
      tx
        .select({ id: paylinks.id, reference: paylinks.providerReference })
        .from(paylinks)
        .where(and(ofAccount, inArray(paylinks.providerReference, batch))),
    );
    for (const row of rows) found.set(row.reference, row.id);
  }
  return found;
}

/** Moves the watermark of an account whose complete list was read. */
export async function markSwept(merchantId: string, accountId: string, sweptUntil: Date): Promise<void> {
  await transact(merchantId, (tx) =>
    tx
      .update(providerAccounts)
      .set({ sweptUntil, lastAnswerAt: sweptUntil })
      .where(and(eq(providerAccounts.merchantId, merchantId), eq(providerAccounts.id, accountId))),
  );
}

/** That payments were taken as a file, by whom and with which filter, is itself written to the log. */
export async function recordPaymentsExport(ctx: Context, filter: PaymentFilter): Promise<void> {
  const actor = JSON.stringify(actorRecord(ctx.actor));
  const data = JSON.stringify({ ...filter, request_id: ctx.requestId });
  await transact(ctx.merchantId, (tx) =>
    tx.execute(sql`select append_audit(${ctx.merchantId}, ${ctx.mode}, ${actor}::jsonb, 'payments.exported', 'merchant',
      ${ctx.merchantId}, null, null, null, null, ${data}::jsonb)`),
  );
}
