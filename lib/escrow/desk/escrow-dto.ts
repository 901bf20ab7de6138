import "server-only";
import type { escrowAccounts, escrowEvidence, escrowReleases } from "@/db/schema/escrow/accounts";
import type { escrowMirrors } from "@/db/schema/escrow/mirrors";
import { toJsonInteger } from "@/lib/kernel/money";
import type { RefundDto } from "@/lib/refunds/schemas";
import { toBecause } from "@/lib/runtime/because-dto";
import { EscrowDto, type EscrowRequestDto } from "../schemas";

type Account = typeof escrowAccounts.$inferSelect;
type Release = typeof escrowReleases.$inferSelect;
type Evidence = typeof escrowEvidence.$inferSelect;
type Mirror = typeof escrowMirrors.$inferSelect;

const instant = (at: Date | null) => at?.toISOString() ?? null;

function toEvidence(row: Evidence) {
  const data = row.data as Record<string, string | boolean | undefined>;
  const actor = row.actor as { kind: string; id?: string };
  return {
    id: row.id,
    kind: row.kind,
    note: data.note ?? null,
    carrier: data.carrier ?? null,
    tracking_no: data.tracking_no ?? null,
    serial: data.serial ?? null,
    serial_matches: data.serial_matches ?? null,
    file: row.fileHash === null ? null : { sha256: row.fileHash, name: row.fileName ?? "" },
    says_delivered: row.saysDelivered,
    actor: actor.id ?? actor.kind,
    at: row.at.toISOString(),
  };
}

function releaseRequest(release: Release): EscrowRequestDto {
  return {
    id: release.id,
    kind: "release",
    amount: toJsonInteger(release.amount),
    status: release.status,
    note: release.note,
    requested_by: release.requestedBy,
    decided_by: release.decidedBy,
    created_at: release.createdAt.toISOString(),
    undo_until: release.status === "applied" ? instant(release.undoUntil) : null,
    because: toBecause(release.because, release.createdAt),
  };
}

function refundRequest(refund: RefundDto): EscrowRequestDto {
  return {
    id: refund.id,
    kind: "refund",
    amount: refund.amount,
    status: refund.status,
    note: refund.reason,
    requested_by: refund.requested_by,
    decided_by: refund.decided_by,
    created_at: refund.created_at,
    undo_until: null,
    because: refund.because,
  };
}

const toMirrorDto = (mirror: Mirror) => ({
  provider: mirror.provider,
  status: mirror.status,
  because: toBecause(mirror.because, mirror.createdAt),
  decision: mirror.decision,
  ready_at: instant(mirror.readyAt),
  sent_at: instant(mirror.sentAt),
  seen: mirror.seen,
  seen_at: instant(mirror.seenAt),
  drift: mirror.drift,
});

/** The outside's escrow account (contract 4.1): its requests are its releases and its payment's refunds, newest first. */
export function toEscrowDto(
  account: Account,
  parts: { evidence: Evidence[]; releases: Release[]; refunds: RefundDto[]; mirror: Mirror | undefined },
): EscrowDto {
  const requests = [...parts.releases.map(releaseRequest), ...parts.refunds.map(refundRequest)];
  return EscrowDto.parse({
    id: account.id,
    object: "escrow_account",
    mode: account.mode,
    created_at: account.createdAt.toISOString(),
    status: account.status,
    substate: account.substate,
    because: toBecause(account.because, account.createdAt),
    amount_total: toJsonInteger(account.amountTotal),
    amount_held: toJsonInteger(account.amountHeld),
    amount_pending: toJsonInteger(account.amountPending),
    amount_released: toJsonInteger(account.amountReleased),
    amount_refunded: toJsonInteger(account.amountRefunded),
    currency: account.currency,
    payment_id: account.paymentId,
    terms: account.terms,
    evidence_class: account.evidenceClass,
    owner_id: account.ownerId,
    held_at: instant(account.heldAt),
    shipped_at: instant(account.shippedAt),
    delivered_at: instant(account.deliveredAt),
    ship_by: instant(account.shipBy),
    auto_release_at: instant(account.autoReleaseAt),
    paused_at: instant(account.pausedAt),
    version: account.version,
    evidence: parts.evidence.map(toEvidence),
    requests: requests.sort((a, b) => b.created_at.localeCompare(a.created_at)),
    mirror: parts.mirror === undefined ? null : toMirrorDto(parts.mirror),
  });
}
