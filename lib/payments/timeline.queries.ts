import "server-only";
import { and, desc, eq, or, type SQL } from "drizzle-orm";
import { providerCalls, providerEvents } from "@/db/schema/provider-traffic";
import { auditLog } from "@/db/schema/records";
import { type Tx, withMerchant } from "@/db/tenancy";
import { userNames } from "@/lib/auth/user-names.system";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/runtime/context";
import type { TimelineItem } from "./schemas";

/** A payment's stream holds its link's too; a link's stream holds everything that came of it. */
export type TimelineSubject = { paylinkId: string | null; paymentId: string | null };

const MOST = 200;
const SOURCES: Record<string, TimelineItem["source"]> = {
  user: "staff",
  api_key: "staff",
  payer: "payer",
  system: "system",
  provider: "provider",
};

type Scalar = string | number | null;

function scalars(data: unknown): Record<string, Scalar> {
  const flat = Object.entries((data ?? {}) as Record<string, unknown>).filter(
    (entry): entry is [string, Scalar] =>
      entry[1] === null || typeof entry[1] === "string" || typeof entry[1] === "number",
  );
  const decline = (data as { decline?: { code?: unknown; class?: unknown } } | null)?.decline;
  if (typeof decline?.code === "string") flat.push(["decline_code", decline.code]);
  if (typeof decline?.class === "string") flat.push(["decline_class", decline.class]);
  return Object.fromEntries(flat);
}

type AuditRow = typeof auditLog.$inferSelect;

async function readAudit(tx: Tx, merchantId: string, subject: TimelineSubject): Promise<AuditRow[]> {
  // The link's own life belongs to a payment's story; another payer's payment of that link does not.
  const ofLink = subject.paylinkId === null ? undefined : eq(auditLog.paylinkId, subject.paylinkId);
  const mine: SQL | undefined =
    subject.paymentId === null
      ? ofLink
      : or(eq(auditLog.paymentId, subject.paymentId), ofLink && and(ofLink, eq(auditLog.subjectKind, "paylink")));
  return tx
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.merchantId, merchantId), mine))
    .orderBy(desc(auditLog.seq))
    .limit(MOST);
}

async function readTraffic(tx: Tx, merchantId: string, linkId: string) {
  const events = await tx
    .select()
    .from(providerEvents)
    .where(and(eq(providerEvents.merchantId, merchantId), eq(providerEvents.subjectId, linkId)))
    .orderBy(desc(providerEvents.receivedAt))
    .limit(MOST);
  const calls = await tx
    .select()
    .from(providerCalls)
    .where(and(eq(providerCalls.merchantId, merchantId), eq(providerCalls.subjectId, linkId)))
    .orderBy(desc(providerCalls.startedAt))
    .limit(MOST);
  return { events, calls };
}

function fromAudit(row: AuditRow, names: Map<string, string>): TimelineItem {
  return {
    id: `audit-${row.seq}`,
    at: row.at.toISOString(),
    source: SOURCES[row.actorKind] ?? "system",
    actor: names.get(row.actorId) ?? (row.actorKind === "user" ? "" : row.actorId),
    code: row.action,
    trust:
      row.action === "payment.captured" || row.action === "payment.failed" || row.action === "payment.expired"
        ? "confirmed"
        : null,
    data: scalars(row.data),
    raw: null,
  };
}

function fromEvent(row: typeof providerEvents.$inferSelect): TimelineItem {
  return {
    id: row.id,
    at: row.receivedAt.toISOString(),
    source: row.source === "return" ? "payer" : "provider",
    actor: row.provider,
    code: `event.${row.source}`,
    trust: row.trust,
    data: { deliveries: row.deliveries, status: row.status },
    raw: null,
  };
}

function fromCall(row: typeof providerCalls.$inferSelect, showRaw: boolean): TimelineItem {
  return {
    id: row.id,
    at: (row.endedAt ?? row.startedAt).toISOString(),
    source: "system",
    actor: row.provider,
    code: `call.${row.operation}`,
    trust: row.state === "answered" ? "confirmed" : null,
    data: { state: row.state, http_status: row.httpStatus, result_code: row.resultCode, duration_ms: row.durationMs },
    raw: showRaw
      ? {
          operation: row.operation,
          request: row.request,
          response: row.response,
          http_status: row.httpStatus,
          duration_ms: row.durationMs,
        }
      : null,
  };
}

/**
 * Everything that happened and because of what, newest first: staff, payer, our system, provider. Call it only for an
 * object that the caller may see; raw provider traffic is added for roles that may see it.
 */
export async function getTimeline(ctx: Context, subject: TimelineSubject): Promise<TimelineItem[]> {
  if (!ctx.permissions.includes("payments:read")) throw new AppError("forbidden", "payments:read is needed");
  if (subject.paylinkId === null && subject.paymentId === null) return [];
  const showRaw = ctx.permissions.includes("provider-traffic:read");
  const { audit, traffic } = await withMerchant(ctx.merchantId, async (tx) => ({
    audit: await readAudit(tx, ctx.merchantId, subject),
    traffic:
      subject.paylinkId === null ? { events: [], calls: [] } : await readTraffic(tx, ctx.merchantId, subject.paylinkId),
  }));
  const names = await userNames(
    ctx.merchantId,
    audit.filter((row) => row.actorKind === "user").map((row) => row.actorId),
  );
  return [
    ...audit.map((row) => fromAudit(row, names)),
    ...traffic.events.map(fromEvent),
    ...traffic.calls.map((row) => fromCall(row, showRaw)),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
