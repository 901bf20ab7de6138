import type { Context } from "@/lib/runtime/context";
import type { PosSessionView } from "../schemas";
import { LIVE_POS_STATUSES, type PosStatus } from "../session";
import type { PosRow } from "./session-dto";

type Actions = PosSessionView["allowed_actions"];

const YES = { allowed: true } as const;
const no = (reason: string) => ({ allowed: false, reason }) as const;
const OVER: readonly PosStatus[] = ["succeeded", "late_success"];
const TAKEN = ["captured", "partially_refunded"];

/** What this person may do with the try, and why not. */
export function permissionsAllow(ctx: Context, { session, payment }: PosRow): Actions {
  const status = session.status as PosStatus;
  const mayWrite = ctx.permissions.includes("pos:write");
  const mayRefund = ctx.permissions.includes("refunds:request");
  const isLive = LIVE_POS_STATUSES.includes(status);
  const wasSent = session.sentAt !== null || session.paymentSessionId !== null;
  const writing = (condition: boolean, reason: string) =>
    mayWrite ? (condition ? YES : no(reason)) : no("no_permission");
  return {
    ask: wasSent && !OVER.includes(status) ? YES : no(wasSent ? "already_over" : "never_sent"),
    cancel: writing(isLive || status === "unknown", "already_over"),
    answer: writing(status === "unknown", "not_unknown"),
    retry: writing(
      payment.paidAt === null && !isLive && status !== "unknown",
      payment.paidAt === null ? "still_open" : "already_paid",
    ),
    reverse: !mayRefund
      ? no("no_permission")
      : session.reversalRefundId !== null
        ? no("reversal_under_way")
        : OVER.includes(status) && TAKEN.includes(payment.status)
          ? YES
          : no("nothing_taken"),
  };
}
