import "server-only";
import { and, desc, eq, inArray, notInArray, or } from "drizzle-orm";
import { providerAccounts } from "@/db/schema/merchants";
import { attempts, payments } from "@/db/schema/payments";
import { providerCalls, providerEvents } from "@/db/schema/provider-traffic";
import { auditLog } from "@/db/schema/records";
import { refunds } from "@/db/schema/refunds";
import { type Tx, withMerchant } from "@/db/tenancy";
import { userNames } from "@/lib/auth/user-names.system";
import { readDecline } from "@/lib/declines/read-decline";
import type { TimelineItem } from "@/lib/payments/schemas";
import { conclusions, fromAudit, fromCall, fromEvent } from "@/lib/payments/timeline.queries";
import type { Context } from "@/lib/runtime/context";
import { getCheckout } from "./queries";

const MOST = 200;
/** A try tells its own beginning, with account and card. */
const TOLD_BY_TRY = ["payment.handed_over", "payment.tried_again"];

type Try = Pick<typeof attempts.$inferSelect, "id" | "paymentId" | "provider" | "card" | "startedAt"> & {
  account: string;
};
type Subject = { checkoutId: string; paymentIds: string[]; tries: Try[]; refundIds: string[] };

async function readSubject(tx: Tx, merchantId: string, checkoutId: string): Promise<Subject> {
  const own = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.merchantId, merchantId), eq(payments.checkoutId, checkoutId)))
    .orderBy(desc(payments.createdAt))
    .limit(MOST);
  const paymentIds = own.map(({ id }) => id);
  const tries = await tx
    .select({
      id: attempts.id,
      paymentId: attempts.paymentId,
      provider: attempts.provider,
      card: attempts.card,
      startedAt: attempts.startedAt,
      account: providerAccounts.label,
    })
    .from(attempts)
    .innerJoin(
      providerAccounts,
      and(eq(providerAccounts.merchantId, attempts.merchantId), eq(providerAccounts.id, attempts.providerAccountId)),
    )
    .where(and(eq(attempts.merchantId, merchantId), inArray(attempts.paymentId, paymentIds)))
    .orderBy(desc(attempts.startedAt))
    .limit(MOST);
  const back = await tx
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(eq(refunds.merchantId, merchantId), inArray(refunds.paymentId, paymentIds)))
    .limit(MOST);
  return { checkoutId, paymentIds, tries, refundIds: back.map(({ id }) => id) };
}

async function readRecords(tx: Tx, merchantId: string, { checkoutId, paymentIds, tries, refundIds }: Subject) {
  const ofCheckout = and(eq(auditLog.subjectKind, "checkout"), eq(auditLog.subjectId, checkoutId));
  const audit = await tx
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.merchantId, merchantId),
        or(ofCheckout, inArray(auditLog.paymentId, paymentIds)),
        notInArray(auditLog.action, TOLD_BY_TRY),
      ),
    )
    .orderBy(desc(auditLog.seq))
    .limit(MOST);
  const ids = [checkoutId, ...paymentIds, ...tries.map(({ id }) => id), ...refundIds];
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
  return { audit, events, calls };
}

function fromTry({ id, provider, account, card, startedAt }: Try): TimelineItem {
  const { brand = null, last4 = null } = (card ?? {}) as { brand?: string | null; last4?: string | null };
  return {
    id: `try-${id}`,
    at: startedAt.toISOString(),
    source: "payer",
    actor: "",
    code: "try.started",
    trust: null,
    data: { provider, account, brand, last4 },
    raw: null,
  };
}

/** A try that failed opens the page again, which is not its first opening. */
function reopened(item: TimelineItem, from: string | null): TimelineItem {
  return item.code === "checkout.open" && from !== null ? { ...item, code: "checkout.reopened" } : item;
}

/** Why a payment failed, as its newest try until then: the code means something at that try's provider alone. */
function withCause(item: TimelineItem, paymentId: string | null, tries: readonly Try[]): TimelineItem {
  const code = item.data.decline_code;
  const last = tries.find((one) => one.paymentId === paymentId && one.startedAt.toISOString() <= item.at);
  if (typeof code !== "string" || last === undefined) return item;
  return { ...item, data: { ...item.data, decline_key: readDecline(last.provider, code).textKey } };
}

/**
 * The life of a checkout, newest first: opened, every try with its account and card, returns, what the provider said,
 * closed, paid, money back. Raw provider traffic is added for roles that may see it.
 * @throws AppError forbidden, not_found
 */
export async function getCheckoutTimeline(ctx: Context, checkoutId: string): Promise<TimelineItem[]> {
  await getCheckout(ctx, checkoutId);
  const showRaw = ctx.permissions.includes("provider-traffic:read");
  const { subject, records } = await withMerchant(ctx.merchantId, async (tx) => {
    const found = await readSubject(tx, ctx.merchantId, checkoutId);
    return { subject: found, records: await readRecords(tx, ctx.merchantId, found) };
  });
  const people = records.audit.filter(({ actorKind }) => actorKind === "user").map(({ actorId }) => actorId);
  const names = await userNames(ctx.merchantId, people);
  const concluded = conclusions(records.audit);
  return [
    ...records.audit.map((row) =>
      reopened(withCause(fromAudit(row, names), row.paymentId, subject.tries), row.fromStatus),
    ),
    ...subject.tries.map(fromTry),
    ...records.events.map(fromEvent),
    ...records.calls.map((row) => fromCall(row, concluded.get(row.id) ?? "", showRaw)),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
