import "server-only";
import type { refunds } from "@/db/schema/refunds";
import { toJsonInteger } from "@/lib/kernel/money";
import { toBecause } from "@/lib/runtime/because-dto";
import { RefundDto } from "./schemas";

/** The outside's refund (contract 4.1). */
export function toRefundDto(refund: typeof refunds.$inferSelect): RefundDto {
  return RefundDto.parse({
    id: refund.id,
    object: "refund",
    mode: refund.mode,
    created_at: refund.createdAt.toISOString(),
    payment_id: refund.paymentId,
    kind: refund.kind,
    status: refund.status,
    amount: toJsonInteger(refund.amount),
    currency: refund.currency,
    method: refund.method,
    scheduled_for: refund.scheduledFor?.toISOString() ?? null,
    reason: refund.reason,
    requested_by: refund.requestedBy,
    decided_by: refund.decidedBy,
    because: toBecause(refund.because, refund.createdAt),
  });
}
