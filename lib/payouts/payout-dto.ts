import "server-only";
import type { payouts } from "@/db/schema/escrow/payouts";
import { toJsonInteger } from "@/lib/kernel/money";
import { toBecause } from "@/lib/runtime/because-dto";
import { PayoutDto } from "./schemas";

const instant = (at: Date | null) => at?.toISOString() ?? null;

export function toPayoutDto(row: typeof payouts.$inferSelect): PayoutDto {
  return PayoutDto.parse({
    id: row.id,
    object: "payout",
    mode: row.mode,
    created_at: row.createdAt.toISOString(),
    status: row.status,
    because: toBecause(row.because, row.createdAt),
    amount: toJsonInteger(row.amount),
    currency: row.currency,
    beneficiary: { name: row.beneficiaryName, iban: row.iban },
    way: row.way,
    escrow_id: row.escrowId,
    release_id: row.releaseId,
    payment_id: row.paymentId,
    ready_at: row.readyAt.toISOString(),
    batch_id: row.batchId,
    requested_by: row.requestedBy,
    decided_by: row.decidedBy,
    provider_reference: row.providerReference,
    bank_reference: row.bankReference,
    sent_at: instant(row.sentAt),
    ended_at: instant(row.endedAt),
  });
}
