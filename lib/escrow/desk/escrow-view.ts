import "server-only";
import { teamOf, userNames } from "@/lib/auth/user-names.system";
import { AppError } from "@/lib/kernel/errors";
import { isId } from "@/lib/kernel/ids";
import { journalsOfPayment } from "@/lib/ledger/journals.queries";
import type { JournalDto } from "@/lib/ledger/schemas";
import type { TimelineItem } from "@/lib/payments/schemas";
import { getTimeline } from "@/lib/payments/timeline.queries";
import type { Context } from "@/lib/runtime/context";
import { getLimits } from "@/lib/settings/limits/queries";
import { getDispute, listDisputes } from "../disputes/queries";
import { type CaseChange, changesSince } from "../releases/changes";
import { getReleaseSnapshot } from "../releases/queries";
import type { DisputeDto, DisputeFilter, EscrowDto, EscrowFilter, EscrowView } from "../schemas";
import { allowedActions } from "./allowed-actions";
import { getEscrow, listEscrows } from "./queries";
import { disputeIdsOf, payersOf, secondPersonFacts } from "./views-repository";

type Person = { id: string; name: string };

/** What the requester saw, amounts in minor units, and what is different now. */
export type SeenCase = {
  held: number;
  evidence: number;
  evidence_class: string;
  delivered: boolean;
  changes: CaseChange[];
};

/** Above `limit`, without proof of delivery or while a chargeback is owed a release waits for a second person. Minor units. */
export type SecondPersonRule = {
  limit: number;
  refund_limit: number;
  released_alone: number;
  owes_chargeback: boolean;
};

/** One case with everything its page shows. `now` is the product's time; `seen` by the id of a waiting release. */
export type EscrowCase = EscrowView & {
  now: string;
  reader_id: string | null;
  may_approve: boolean;
  may_release: boolean;
  rule: SecondPersonRule;
  seen: Record<string, SeenCase>;
  disputes: DisputeDto[];
  team: Person[];
  story: TimelineItem[];
  journals: JournalDto[];
};

/** A line of the desk's list. */
export type EscrowRow = EscrowDto & {
  customer_name: string | null;
  reference_no: string | null;
  owner_name: string | null;
};
export type EscrowRowPage = { object: "list"; data: EscrowRow[]; has_more: boolean };

export type DisputeView = DisputeDto & { customer_name: string | null; owner_name: string | null };
export type DisputeViewPage = { object: "list"; data: DisputeView[]; has_more: boolean };

const STORY =
  /^(escrow|release|refund|dispute|mirror)\.|^payment\.(captured|partially_refunded|refunded|disputed|captured_again)$/;
/** Each of these is told by the request, the dispute or the refund that it follows. */
const TOLD_TWICE =
  /^escrow\.(disputed|dispute_resolved|escrow_released|release_requested|release_not_made|release_undone|refund_requested|refund_not_made|refund_reserved|provider_.*|chargeback_.*)$|^release\.awaiting_approval$/;

const peopleOf = (escrow: EscrowDto): string[] =>
  [
    escrow.owner_id,
    ...escrow.evidence.map(({ actor }) => actor),
    ...escrow.requests.flatMap(({ requested_by, decided_by }) => [requested_by, decided_by]),
  ].filter((id): id is string => id !== null);

async function seenBy(ctx: Context, escrow: EscrowDto): Promise<Record<string, SeenCase>> {
  const waiting = escrow.requests.filter(({ kind, status }) => kind === "release" && status === "awaiting_approval");
  const entries: [string, SeenCase][] = [];
  for (const { id, amount } of waiting) {
    const snapshot = await getReleaseSnapshot(ctx, id);
    const seen = {
      held: Number(snapshot.held),
      evidence: snapshot.evidence.length,
      evidence_class: snapshot.evidence_class,
      delivered: snapshot.delivered_at !== null,
      changes: changesSince(snapshot, escrow, BigInt(amount)),
    };
    entries.push([id, seen]);
  }
  return Object.fromEntries(entries);
}

async function storyOf(ctx: Context, escrow: EscrowDto): Promise<TimelineItem[]> {
  const items = await getTimeline(ctx, { paymentId: escrow.payment_id, paylinkId: null });
  return items.filter(({ code }) => STORY.test(code) && !TOLD_TWICE.test(code)).map((item) => ({ ...item, raw: null }));
}

/** Everything the case page shows, and what its reader may do. @throws AppError forbidden, not_found as getEscrow */
export async function getEscrowCase(ctx: Context, id: string): Promise<EscrowCase> {
  if (!isId("escrow", id)) throw new AppError("not_found", "no such escrow account");
  const escrow = await getEscrow(ctx, id);
  // One after the other: one page must not take a connection for each of its parts.
  const names = await userNames(ctx.merchantId, peopleOf(escrow));
  const payers = await payersOf(ctx, [escrow.payment_id]);
  const limits = await getLimits(ctx);
  const facts = await secondPersonFacts(ctx, id);
  const disputes: DisputeDto[] = [];
  for (const dispute of await disputeIdsOf(ctx, escrow.payment_id)) disputes.push(await getDispute(ctx, dispute));
  const team = await teamOf(ctx.merchantId);
  const seen = await seenBy(ctx, escrow);
  const story = await storyOf(ctx, escrow);
  const journals = await journalsOfPayment(ctx, escrow.payment_id);
  const payer = payers.get(escrow.payment_id);
  const hasChargeback = disputes.some(({ kind }) => kind === "chargeback");
  return {
    ...escrow,
    customer_name: payer?.customer_name ?? null,
    reference_no: payer?.reference_no ?? null,
    owner_name: escrow.owner_id === null ? null : (names.get(escrow.owner_id) ?? null),
    names: Object.fromEntries(names),
    allowed_actions: allowedActions({ ...escrow, hasChargeback }, ctx.permissions),
    now: ctx.clock.now().toISOString(),
    reader_id: "userId" in ctx.actor ? ctx.actor.userId : null,
    may_approve: ctx.permissions.includes("escrow:approve"),
    may_release: ctx.permissions.includes("escrow:release"),
    rule: {
      limit: limits.release_limit,
      refund_limit: limits.refund_limit,
      released_alone: facts.releasedAlone,
      owes_chargeback: facts.owesChargeback,
    },
    seen,
    disputes,
    team,
    story,
    journals,
  };
}

/** The desk's list for screens. @throws AppError as listEscrows */
export async function listEscrowRows(ctx: Context, filter: EscrowFilter): Promise<EscrowRowPage> {
  const page = await listEscrows(ctx, filter);
  const owners = page.data.flatMap(({ owner_id }) => (owner_id === null ? [] : [owner_id]));
  const [payers, names] = await Promise.all([
    payersOf(
      ctx,
      page.data.map(({ payment_id }) => payment_id),
    ),
    userNames(ctx.merchantId, owners),
  ]);
  const data = page.data.map((escrow) => ({
    ...escrow,
    customer_name: payers.get(escrow.payment_id)?.customer_name ?? null,
    reference_no: payers.get(escrow.payment_id)?.reference_no ?? null,
    owner_name: escrow.owner_id === null ? null : (names.get(escrow.owner_id) ?? null),
  }));
  return { ...page, data };
}

/** The disputes inbox for screens. @throws AppError as listDisputes */
export async function listDisputeViews(ctx: Context, filter: DisputeFilter): Promise<DisputeViewPage> {
  const page = await listDisputes(ctx, filter);
  const owners = page.data.flatMap(({ owner_id }) => (owner_id === null ? [] : [owner_id]));
  const [payers, names] = await Promise.all([
    payersOf(
      ctx,
      page.data.map(({ payment_id }) => payment_id),
    ),
    userNames(ctx.merchantId, owners),
  ]);
  const data = page.data.map((dispute) => ({
    ...dispute,
    customer_name: payers.get(dispute.payment_id)?.customer_name ?? null,
    owner_name: dispute.owner_id === null ? null : (names.get(dispute.owner_id) ?? null),
  }));
  return { ...page, data };
}
