import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/tenancy";
import { wakeDashboards } from "@/lib/jobs/wake-workers";
import { type Actor, actorRecord, type Mode } from "./context";

export type Change = {
  merchantId: string;
  mode: Mode;
  actor: Actor;
  action: string;
  subjectKind:
    | "paylink"
    | "checkout"
    | "payment"
    | "routing_rule"
    | "provider_account"
    | "pos_terminal"
    | "pos_session"
    | "merchant"
    | "event";
  subjectId: string;
  paylinkId: string | null;
  paymentId: string | null;
  from: string | null;
  to: string | null;
  data?: Record<string, unknown>;
};

/** Audit row and outbox row of one change, in the caller's transaction (invariant I13). */
export async function recordChange(tx: Tx, change: Change): Promise<void> {
  const actor = JSON.stringify(actorRecord(change.actor));
  const data = JSON.stringify(change.data ?? {});
  await tx.execute(sql`select
    append_audit(${change.merchantId}, ${change.mode}, ${actor}::jsonb, ${change.action}, ${change.subjectKind},
      ${change.subjectId}, ${change.paylinkId}, ${change.paymentId}, ${change.from}, ${change.to}, ${data}::jsonb),
    append_outbox(${change.merchantId}, ${change.mode}, ${change.subjectKind}, ${change.subjectId}, '{}'::jsonb)`);
  // Heard some 25 ms later, when the caller has committed; if not, the hub looks again.
  wakeDashboards();
}

/** The stored reason of a status: a stable code, when, who. */
export function becauseOf(code: string, actor: Actor, at: Date, detail?: string) {
  return { text: code, at: at.toISOString(), actor: actorRecord(actor), ...(detail === undefined ? {} : { detail }) };
}
