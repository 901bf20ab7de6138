"use server";

import { assignEscrow } from "@/lib/escrow/disputes/assign";
import { openDispute, resolveDispute } from "@/lib/escrow/disputes/open-dispute";
import { markShipped } from "@/lib/escrow/evidence/add-evidence";
import { decideMirror } from "@/lib/escrow/mirror/decide-mirror";
import { approveRequest, rejectRequest, undoRelease, withdrawRequest } from "@/lib/escrow/releases/decide-release";
import { refundHeld } from "@/lib/escrow/releases/refund-held";
import { requestRelease } from "@/lib/escrow/releases/request-release";
import type { EscrowDto } from "@/lib/escrow/schemas";
import { extendEscrow } from "@/lib/escrow/timers/extend-escrow";
import { commandAction } from "@/lib/http/action";

type Context = Parameters<typeof requestRelease>[0];

/** Named once for its idempotency; the answer only says that it was done, the screen asks again for what is true. */
const command = <I>(name: string, act: (ctx: Context, input: I) => Promise<EscrowDto>) =>
  commandAction(name, async (ctx, input: I) => ({ id: (await act(ctx, input)).id }));

/** Amounts in minor units; absent is all that is held. */
type Money = { id: string; amount?: number; note: string };
type Approval = { id: string; request_id: string; amount: number; seen_version: number };
type Request = { id: string; request_id: string; note?: string };
type Parcel = { id: string; carrier: string; tracking_no: string };
type Resolution = { id: string; outcome: "release" | "refund" | "withdrawn"; note?: string };

const release = command("escrow.release", (ctx, input: Money) => requestRelease(ctx, input));
const refund = command("escrow.refund", (ctx, input: Money) => refundHeld(ctx, input));
const approve = command("escrow.approve", (ctx, input: Approval) => approveRequest(ctx, input));
const reject = command("escrow.reject", (ctx, input: Request) => rejectRequest(ctx, input));
const withdraw = command("escrow.withdraw", (ctx, input: Request) => withdrawRequest(ctx, input));
const undo = command("escrow.undo", (ctx, input: Request) => undoRelease(ctx, input));
const ship = command("escrow.ship", (ctx, input: Parcel) => markShipped(ctx, input));
const extend = command("escrow.extend", (ctx, input: { id: string; days: number }) => extendEscrow(ctx, input));
const dispute = command("escrow.dispute", (ctx, input: { id: string; reason: string }) => openDispute(ctx, input));
const resolve = command("escrow.resolve", (ctx, input: Resolution) => resolveDispute(ctx, input));
type MirrorWord = { id: string; step: "done" | "waiting" | "again" | "cancel"; note: string };
const mirror = command("escrow.mirror", (ctx, input: MirrorWord) => decideMirror(ctx, input));
const assign = command("escrow.assign", (ctx, input: { id: string; owner_id: string | null }) =>
  assignEscrow(ctx, input),
);

export const releaseAction = async (slug: string, id: string, input: Money) => release(slug, id, input);
export const refundAction = async (slug: string, id: string, input: Money) => refund(slug, id, input);
/** The amount is the one the approver typed, the version the one they looked at; the server compares both. */
export const approveAction = async (slug: string, id: string, input: Approval) => approve(slug, id, input);
export const rejectAction = async (slug: string, id: string, input: Request) => reject(slug, id, input);
export const withdrawAction = async (slug: string, id: string, input: Request) => withdraw(slug, id, input);
export const undoAction = async (slug: string, id: string, input: Request) => undo(slug, id, input);
export const shipAction = async (slug: string, id: string, input: Parcel) => ship(slug, id, input);
export const extendAction = async (slug: string, id: string, input: { id: string; days: number }) =>
  extend(slug, id, input);
export const disputeAction = async (slug: string, id: string, input: { id: string; reason: string }) =>
  dispute(slug, id, input);
export const resolveAction = async (slug: string, id: string, input: Resolution) => resolve(slug, id, input);
export const assignAction = async (slug: string, id: string, input: { id: string; owner_id: string | null }) =>
  assign(slug, id, input);
export const mirrorAction = async (slug: string, id: string, input: MirrorWord) => mirror(slug, id, input);
