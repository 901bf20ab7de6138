import "server-only";
import { and, desc, eq, inArray, or, type SQL } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { posSessions } from "@/db/schema/pos/sessions";
import { providerCalls, providerEvents } from "@/db/schema/provider-traffic";
import { auditLog } from "@/db/schema/records";
import { refunds } from "@/db/schema/refunds";
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

/** Whose traffic is told: the link's, its payments' (or the one payment's), and that of their refunds. */
async function subjectIds(tx: Tx, merchantId: string, { paylinkId, paymentId }: TimelineSubject): Promise<string[]> {
  const ofLink = tx
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.merchantId, merchantId), eq(payments.paylinkId, paylinkId ?? "")))
    .orderBy(desc(payments.createdAt))
    .limit(MOST);
  const paymentIds = paymentId === null ? (await ofLink).map(({ id }) => id) : [paymentId];
  const theirRefunds = await tx
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(eq(refunds.merchantId, merchantId), inArray(refunds.paymentId, paymentIds)))
    .limit(MOST);
  // A sale on a phone is asked about by its tries.
  const theirTries = await tx
    .select({ id: posSessions.id })
    .from(posSessions)
    .where(and(eq(posSessions.merchantId, merchantId), inArray(posSessions.paymentId, paymentIds)))
    .limit(MOST);
  const made = [...theirRefunds, ...theirTries].map(({ id }) => id);
  return [...(paylinkId === null ? [] : [paylinkId]), ...paymentIds, ...made];
}

async function readTraffic(tx: Tx, merchantId: string, subject: TimelineSubject) {
  const ids = await subjectIds(tx, merchantId, subject);
  const events = await tx
    .select()
    .from(providerEvents)
    .where(and(eq(providerEvents.merchantId, merchantId), inArray(providerEvents.subjectId, ids)))
    .orderBy(desc(providerEvents.receivedAt))
    .limit(MOST);
  const calls = await tx
    .select()
    .from(providerCalls)
    .where(and(eq(providerCalls.merchantId, merchantId), inArray(providerCalls.subjectId, ids)))
    .orderBy(desc(providerCalls.startedAt))
    .limit(MOST);
  return { events, calls };
}

export function fromAudit(row: AuditRow, names: Map<string, string>): TimelineItem {
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

export function fromEvent(row: typeof providerEvents.$inferSelect): TimelineItem {
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

const CONCLUDED: Record<string, string> = {
  "refund.sent": ".accepted",
  "refund.rejected": ".refused",
  "refund.unknown": ".unanswered",
};

/** What each refund request's answer was taken for, by its call: the sentence tells what it means for the money. */
export function conclusions(audit: readonly AuditRow[]): Map<string, string> {
  return new Map(
    audit.flatMap((row) => {
      const { call_id: callId } = row.data as { call_id?: unknown };
      const concluded = CONCLUDED[row.action];
      return typeof callId === "string" && concluded !== undefined ? [[callId, concluded] as const] : [];
    }),
  );
}

export function fromCall(row: typeof providerCalls.$inferSelect, concluded: string, showRaw: boolean): TimelineItem {
  return {
    id: row.id,
    at: (row.endedAt ?? row.startedAt).toISOString(),
    source: "system",
    actor: row.provider,
    code: `call.${row.operation}${row.retryClass === "never-auto-repeat" ? concluded : ""}`,
    trust: row.state === "answered" && (row.httpStatus ?? 0) < 500 ? "confirmed" : null,
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
    traffic: await readTraffic(tx, ctx.merchantId, subject),
  }));
  const names = await userNames(
    ctx.merchantId,
    audit.filter((row) => row.actorKind === "user").map((row) => row.actorId),
  );
  const concluded = conclusions(audit);
  return [
    ...audit.map((row) => fromAudit(row, names)),
    ...traffic.events.map(fromEvent),
    ...traffic.calls.map((row) => fromCall(row, concluded.get(row.id) ?? "", showRaw)),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
