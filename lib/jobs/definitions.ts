import { z } from "zod";
import { followCapture } from "@/lib/captures/follow-capture";
import { followAttempt } from "@/lib/checkout/tries/follow-attempt";
import { followMirror } from "@/lib/escrow/mirror/follow-mirror";
import { followEscrow } from "@/lib/escrow/timers/follow-escrow";
import type { Clock } from "@/lib/kernel/clock";
import { followPaylink } from "@/lib/paylinks/follow-paylink";
import { sweepAccount } from "@/lib/payments/sweep-account";
import { followPayout } from "@/lib/payouts/follow-payout";
import { followPos } from "@/lib/pos/sales/follow-pos";
import { reconcileNight } from "@/lib/reconciliation/compare-now";
import { followRefund } from "@/lib/refunds/follow-refund";

export type JobDefinition<P extends z.ZodType> = {
  payload: P;
  run(payload: z.output<P>, clock: Clock): Promise<void>;
};

const defineJob = <P extends z.ZodType>(definition: JobDefinition<P>): JobDefinition<P> => definition;

/** Every kind of job by its queue's name. Payloads hold ids only; the job reads the truth when it runs. */
export const JOBS = {
  "follow-paylink": defineJob({
    payload: z.strictObject({ merchantId: z.string(), paylinkId: z.string(), eventId: z.string().optional() }),
    run: ({ merchantId, paylinkId, eventId }, clock) =>
      followPaylink({ merchantId, paylinkId, clock, ...(eventId === undefined ? {} : { eventId }) }),
  }),
  "follow-attempt": defineJob({
    payload: z.strictObject({ merchantId: z.string(), attemptId: z.string(), eventId: z.string().optional() }),
    run: ({ merchantId, attemptId, eventId }, clock) =>
      followAttempt({ merchantId, attemptId, clock, ...(eventId === undefined ? {} : { eventId }) }),
  }),
  "follow-pos": defineJob({
    payload: z.strictObject({ merchantId: z.string(), sessionId: z.string(), eventId: z.string().optional() }),
    run: ({ merchantId, sessionId, eventId }, clock) =>
      followPos({ merchantId, sessionId, clock, ...(eventId === undefined ? {} : { eventId }) }),
  }),
  "follow-refund": defineJob({
    payload: z.strictObject({ merchantId: z.string(), refundId: z.string() }),
    run: ({ merchantId, refundId }, clock) => followRefund({ merchantId, refundId, clock }),
  }),
  "follow-capture": defineJob({
    payload: z.strictObject({ merchantId: z.string(), captureId: z.string() }),
    run: ({ merchantId, captureId }, clock) => followCapture({ merchantId, captureId, clock }),
  }),
  "follow-escrow": defineJob({
    payload: z.strictObject({ merchantId: z.string(), escrowId: z.string() }),
    run: ({ merchantId, escrowId }, clock) => followEscrow({ merchantId, escrowId, clock }),
  }),
  "follow-mirror": defineJob({
    payload: z.strictObject({ merchantId: z.string(), mirrorId: z.string() }),
    run: ({ merchantId, mirrorId }, clock) => followMirror({ merchantId, mirrorId, clock }),
  }),
  "follow-payout": defineJob({
    payload: z.strictObject({ merchantId: z.string(), payoutId: z.string() }),
    run: ({ merchantId, payoutId }, clock) => followPayout({ merchantId, payoutId, clock }),
  }),
  "reconcile-account": defineJob({
    payload: z.strictObject({ merchantId: z.string(), accountId: z.string(), kind: z.enum(["nightly", "weekly"]) }),
    run: (payload, clock) => reconcileNight({ ...payload, clock }),
  }),
  "sweep-account": defineJob({
    payload: z.strictObject({ merchantId: z.string(), accountId: z.string() }),
    run: ({ merchantId, accountId }, clock) => sweepAccount(merchantId, accountId, clock),
  }),
} as const;

export type JobName = keyof typeof JOBS;
