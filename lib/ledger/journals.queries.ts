import "server-only";
import { sql } from "drizzle-orm";
import { withMerchant } from "@/db/tenancy";
import { getPayment } from "@/lib/payments/queries";
import type { Context } from "@/lib/runtime/context";
import { JournalDto } from "./schemas";

type Row = { id: string; kind: string; at: string; ref: string; currency: string; account: string; amount: string };

function toJournals(rows: Row[]): JournalDto[] {
  const journals = new Map<string, JournalDto>();
  for (const { account, amount, at, ...head } of rows) {
    const key = `${head.id} ${head.currency}`;
    const journal = journals.get(key) ?? { ...head, at: new Date(at).toISOString(), entries: [] };
    const minor = BigInt(amount);
    journal.entries.push({ account, amount: Number(minor) });
    journals.set(key, journal);
  }
  return [...journals.values()].map((journal) => JournalDto.parse(journal));
}

/**
 * Every money event of a payment as it was booked, oldest first; debits positive, credits negative, each sums to zero.
 * @throws AppError forbidden, not_found as getPayment
 */
export async function journalsOfPayment(ctx: Context, paymentId: string): Promise<JournalDto[]> {
  const payment = await getPayment(ctx, paymentId);
  const { rows } = await withMerchant(ctx.merchantId, (tx) =>
    tx.execute(
      sql`select j.id, j.kind, j.effective_at as at, j.ref, e.currency, e.account_code as account, e.amount
        from journals j join entries e on e.merchant_id = j.merchant_id and e.journal_id = j.id
        where j.merchant_id = ${ctx.merchantId} and j.mode = ${ctx.mode} and j.payment_id = ${payment.id}
        order by j.created_at, j.id, e.leg`,
    ),
  );
  return toJournals(rows as Row[]);
}
