import "server-only";
import { sql } from "drizzle-orm";
import { transact } from "@/db/tenancy";
import { actorRecord, type Context } from "@/lib/runtime/context";
import type { AuditFilter } from "./schemas";

/** That somebody took a copy of the log is itself a line of it. */
export async function recordExport(ctx: Context, filter: AuditFilter): Promise<void> {
  const actor = JSON.stringify(actorRecord(ctx.actor));
  const data = JSON.stringify({ ...filter, request_id: ctx.requestId });
  await transact(ctx.merchantId, (tx) =>
    tx.execute(sql`select append_audit(${ctx.merchantId}, ${ctx.mode}, ${actor}::jsonb, 'audit.exported', 'audit', 'log',
      null, null, null, null, ${data}::jsonb)`),
  );
}
