import "server-only";
import type { attempts, payments } from "@/db/schema/payments";
import { toJsonInteger } from "@/lib/kernel/money";
import { permissionsAllow } from "@/lib/pos/sales/allowed-actions";
import { toBecause } from "@/lib/runtime/because-dto";
import type { Context } from "@/lib/runtime/context";
import { PosSessionDto, type PosSessionView } from "../schemas";
import type { TerminalRecord } from "../terminals/repository";
import type { PosRecord } from "./repository";

export type PosRow = {
  session: PosRecord;
  terminal: TerminalRecord;
  attempt: Pick<typeof attempts.$inferSelect, "card" | "decline">;
  /** Of the try's own money; another than the sale's where that was taken before. */
  payment: Pick<typeof payments.$inferSelect, "id" | "status" | "paidAt">;
  branch: string | null;
  tryNumber: number;
};

/** What only the caller that opened the session may read. */
export type PosSecrets = { sessionKey: string | null; encryptionKey: string | null };

const iso = (at: Date | null) => at?.toISOString() ?? null;

function watchFields(session: PosRecord) {
  const { cashierAnswer, cashierAnsweredBy, cashierAnsweredAt, alarmAt, reversalRefundId, reversalDeeplinkUrl } =
    session;
  return {
    deadline_at: session.deadlineAt.toISOString(),
    initiated_at: iso(session.initiatedAt),
    opened_at: iso(session.openedAt),
    hinted_at: iso(session.hintedAt),
    ended_at: iso(session.endedAt),
    next_check_at: iso(session.nextCheckAt),
    absent_answers: session.absentAnswers,
    cashier_answer:
      cashierAnswer === null || cashierAnsweredAt === null
        ? null
        : { answer: cashierAnswer, by: cashierAnsweredBy ?? "", at: cashierAnsweredAt.toISOString() },
    alarm: alarmAt === null ? null : { at: alarmAt.toISOString(), seen_by: session.alarmSeenBy },
    reversal:
      reversalRefundId === null ? null : { refund_id: reversalRefundId, deeplink_url: reversalDeeplinkUrl ?? "" },
  };
}

/** The outside's try on a phone. Parsed by the strict schema so that a new column can never leak. */
export function toPosDto(
  { session, terminal, attempt, payment, tryNumber }: PosRow,
  secrets?: PosSecrets,
): PosSessionDto {
  return PosSessionDto.parse({
    id: session.id,
    object: "pos_session",
    mode: session.mode,
    created_at: session.createdAt.toISOString(),
    status: session.status,
    because: toBecause(session.because, session.createdAt),
    amount: toJsonInteger(session.amount),
    currency: session.currency,
    installments: session.installments,
    add_commission: session.addCommission,
    agent_id: terminal.agentId,
    user_id: terminal.panelUserId,
    terminal_id: terminal.id,
    payment_id: payment.id,
    try_number: tryNumber,
    provider: session.provider,
    provider_reference: session.providerReference,
    payment_session_id: session.paymentSessionId,
    deeplink_url: session.deeplinkUrl,
    session_key: secrets?.sessionKey ?? null,
    encryption_key: secrets?.encryptionKey ?? null,
    session_expires_at: iso(terminal.keyExpiresAt),
    init: session.startedByUs,
    description: session.description,
    reference_no: session.referenceNo,
    callback_url: session.callbackUrl,
    ...watchFields(session),
    card: attempt.card ?? null,
    decline: attempt.decline ?? null,
    escrow: session.escrow,
    metadata: session.metadata,
    created_by: session.createdBy,
  });
}

/** The dashboard's try: with its till and what this person may do. */
export function toPosView(ctx: Context, row: PosRow): PosSessionView {
  return {
    ...toPosDto(row),
    terminal: { name: row.terminal.name, branch: row.branch },
    payment_status: row.payment.status,
    allowed_actions: permissionsAllow(ctx, row),
  };
}

/** The view without the screen's own additions: what programs get. */
export function withoutScreenFields({
  terminal: _terminal,
  payment_status: _status,
  allowed_actions: _actions,
  ...dto
}: PosSessionView): PosSessionDto {
  return dto;
}
