import "server-only";
import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { providerCalls, providerEvents } from "@/db/schema/provider-traffic";
import { withMerchant } from "@/db/tenancy";
import type { Context } from "@/lib/runtime/context";
import type { AskedSubject } from "./schemas";

export type ReplayEvent = { id: string; subject: Pick<AskedSubject, "kind" | "id"> | null };

const KINDS: readonly string[] = ["paylink", "attempt", "pos_session"];

/** The named notifications of the caller's merchant and mode, in the order received; others are simply missing. */
export async function readReplayEvents(ctx: Context, ids: readonly string[]): Promise<ReplayEvent[]> {
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({ id: providerEvents.id, kind: providerEvents.subjectKind, subjectId: providerEvents.subjectId })
      .from(providerEvents)
      .where(
        and(
          eq(providerEvents.merchantId, ctx.merchantId),
          eq(providerEvents.mode, ctx.mode),
          inArray(providerEvents.id, [...ids]),
        ),
      )
      .orderBy(providerEvents.receivedAt, providerEvents.id),
  );
  return rows.map(({ id, kind, subjectId }) => ({
    id,
    subject:
      subjectId !== null && kind !== null && KINDS.includes(kind)
        ? { kind: kind as AskedSubject["kind"], id: subjectId }
        : null,
  }));
}

export type RecordedAnswer = { callId: string; operation: string; status: number; response: unknown };

const MOST_CALLS = 50;

/** What the provider answered to questions about one subject, newest first; that it could not answer is no answer. */
export async function readRecordedAnswers(ctx: Context, subjectId: string): Promise<RecordedAnswer[]> {
  const rows = await withMerchant(ctx.merchantId, (tx) =>
    tx
      .select({
        callId: providerCalls.id,
        operation: providerCalls.operation,
        status: providerCalls.httpStatus,
        response: providerCalls.response,
      })
      .from(providerCalls)
      .where(
        and(
          eq(providerCalls.merchantId, ctx.merchantId),
          eq(providerCalls.subjectId, subjectId),
          eq(providerCalls.state, "answered"),
          eq(providerCalls.retryClass, "repeatable"),
          lt(providerCalls.httpStatus, 500),
        ),
      )
      .orderBy(desc(providerCalls.startedAt), desc(providerCalls.id))
      .limit(MOST_CALLS),
  );
  return rows.map(({ status, ...row }) => ({ ...row, status: status ?? 0 }));
}
