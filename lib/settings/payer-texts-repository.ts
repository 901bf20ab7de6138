import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/tenancy";
import { actorRecord, type Context } from "@/lib/runtime/context";
import type { PayerTexts } from "./payer-texts-schemas";

/** Keeps both texts of the shop, with a line in the audit log that names their lengths. */
export async function updatePayerTexts(tx: Tx, ctx: Context, texts: PayerTexts): Promise<void> {
  await tx.execute(sql`update merchants
    set privacy_text = ${texts.privacy}, distance_sales_text = ${texts.distance_sales}
    where merchant_id = ${ctx.merchantId}`);
  const actor = JSON.stringify(actorRecord(ctx.actor));
  const data = JSON.stringify({
    privacy_length: texts.privacy?.length ?? 0,
    distance_sales_length: texts.distance_sales?.length ?? 0,
  });
  await tx.execute(sql`select append_audit(${ctx.merchantId}, ${ctx.mode}, ${actor}::jsonb,
    'settings.payer_texts_set', 'merchant', ${ctx.merchantId}, null, null, null, null, ${data}::jsonb)`);
}
